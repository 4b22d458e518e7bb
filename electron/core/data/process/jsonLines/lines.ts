import type { TextReader } from '../text/textReader.ts';

/** A line with something in it, as positions in the window; `next` is where the one after it begins. */
export type Line = { start: number; end: number; next: number; number: number };

const LF = 0x0a;
const CR = 0x0d;

const isBlank = (window: Buffer, start: number, end: number): boolean => {
  for (let at = start; at < end; at += 1) {
    const byte = window[at];
    if (byte !== 0x20 && byte !== 0x09 && byte !== CR) return false;
  }
  return true;
};

/** Finds whole lines in the window from `start`, at most so many. Blank ones are none. */
export function linesOf(reader: TextReader, start: number, firstNumber: number, maxLines: number) {
  const { window, end, isLast } = reader;
  const lines: Line[] = [];
  let at = start;
  let number = firstNumber;
  while (at < end && lines.length < maxLines) {
    const feed = window.indexOf(LF, at);
    const isWhole = feed >= 0 && feed < end;
    if (!isWhole && !isLast) break;
    const stop = isWhole ? feed : end;
    const line = {
      start: at,
      end: stop > at && window[stop - 1] === CR ? stop - 1 : stop,
      next: isWhole ? feed + 1 : end,
      number,
    };
    if (!isBlank(window, line.start, line.end)) lines.push(line);
    at = line.next;
    number += 1;
  }
  return { lines, at, number };
}
