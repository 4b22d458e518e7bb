import type { KeyboardEvent } from 'react';

/** Where a key leads from one button of the list; null when it is no key of the list. */
function stepTo(key: string, index: number, count: number): number | null {
  if (key === 'ArrowDown') return Math.min(index + 1, count - 1);
  if (key === 'ArrowUp') return Math.max(index - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}

/** For a list of buttons that is one tab stop: arrows, Home and End go through it. */
export function moveInList(event: KeyboardEvent<HTMLElement>) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const index = document.activeElement instanceof HTMLElement ? buttons.indexOf(document.activeElement) : -1;
  const next = index === -1 ? null : stepTo(event.key, index, buttons.length);
  if (next === null) return;
  event.preventDefault();
  buttons[next]?.focus();
}
