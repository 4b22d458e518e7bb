import { markStarting } from './nameSearch.ts';
import { foldName } from './naturalKey.ts';
import type { RowTable } from './rowTable.ts';

/** What has been typed to find a name, and when last (ms). */
export type Typed = { text: string; at: number };

const PAUSE_MS = 1000;

/** The text after one more character; a pause begins a new one. */
export function typedMore(typed: Typed | null, char: string, now: number): Typed {
  const isGoingOn = typed !== null && now - typed.at < PAUSE_MS;
  return { text: (isGoingOn ? typed.text : '') + char, at: now };
}

/**
 * The place of the row whose name begins with what was typed, looking on from `focus` and round; -1 when there is none.
 * One character, or the same again and again, goes to the next such row each time.
 */
export function findTyped(table: RowTable, view: Uint32Array, focus: number, typed: string): number {
  const chars = new Set(typed);
  const text = foldName(chars.size === 1 ? (typed[0] ?? '') : typed);
  const marks = new Uint8Array(table.rows.length);
  for (const chunk of table.chunks) markStarting(chunk, text, marks);
  const from = chars.size === 1 ? focus + 1 : Math.max(focus, 0);
  for (let i = 0; i < view.length; i += 1) {
    const place = (from + i) % view.length;
    if (marks[view[place] ?? 0] === 1) return place;
  }
  return -1;
}
