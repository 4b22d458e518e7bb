import type { MenuCommand } from '../../../shared/events.ts';

/** Where a key or a button of the mouse leads. */
export type Navigation = Extract<MenuCommand, 'back' | 'forward' | 'up'>;

const MAC: Readonly<Record<string, Navigation>> = { BracketLeft: 'back', BracketRight: 'forward', ArrowUp: 'up' };
const OTHERS: Readonly<Record<string, Navigation>> = { ArrowLeft: 'back', ArrowRight: 'forward', ArrowUp: 'up' };

type Keys = Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** What a key press leads to, or null: Command with [, ] and Up on macOS, Alt with the arrows elsewhere, as the menu says. */
export function navigationOfKey(event: Keys, platform: string): Navigation | null {
  const mac = platform === 'darwin';
  const [held, others] = mac ? [event.metaKey, event.altKey] : [event.altKey, event.metaKey];
  if (!held || others || event.ctrlKey || event.shiftKey) return null;
  return (mac ? MAC : OTHERS)[event.code] ?? null;
}

/** What a button of the mouse leads to, or null (MouseEvent.button: 3 is back, 4 is forward). */
export function navigationOfButton(button: number): Navigation | null {
  return button === 3 ? 'back' : button === 4 ? 'forward' : null;
}
