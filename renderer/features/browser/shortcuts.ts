import type { MenuCommand } from '../../../shared/events.ts';
import { platform } from '../../api/client.ts';
import { keyName } from '../../ui/grid/keyName.ts';

/** The keys of the browser's commands beside the grid's own; `mod` is Command on macOS, Ctrl elsewhere. The menu names the same. */
const KEYS: Readonly<Record<string, MenuCommand>> = {
  F5: 'refresh',
  'mod+r': 'refresh',
  'mod+f': 'find',
  'mod+l': 'go-to',
  'mod+d': 'download',
  'mod+u': 'upload-files',
  'mod+shift+u': 'upload-folder',
};

/** The command of a key press, or null. */
export function commandOf(event: KeyboardEvent): MenuCommand | null {
  if (event.altKey) return null;
  const mod = platform === 'darwin' ? event.metaKey : event.ctrlKey;
  return KEYS[`${mod ? 'mod+' : ''}${event.shiftKey ? 'shift+' : ''}${keyName(event)}`] ?? null;
}

/** A shortcut as this system writes it: "Ctrl+R", "⌘R". */
export function shortcut(key: string): string {
  return platform === 'darwin' ? `⌘${key}` : `Ctrl+${key}`;
}

export const deleteKey = platform === 'darwin' ? '⌘⌫' : 'Del';
export const backKey = platform === 'darwin' ? '⌘[' : 'Alt+←';
export const forwardKey = platform === 'darwin' ? '⌘]' : 'Alt+→';
export const upKey = platform === 'darwin' ? '⌘↑' : 'Alt+↑';
