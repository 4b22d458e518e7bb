import type { ConditionProblem } from '../../../shared/watch/data.ts';
import { sqlName } from '../../ui/code/sqlWords.ts';

/** A stretch of a condition, in UTF-16 units; `to` is not part of it. */
type Place = { from: number; to: number };

function offsetAt(text: string, line: number, column: number): number {
  const before = text
    .split('\n')
    .slice(0, line - 1)
    .reduce((length, one) => length + one.length + 1, 0);
  return Math.min(before + column - 1, text.length);
}

/** How long what begins at a place is: a name or a text with its quotes, a word, or one character. */
function lengthAt(text: string, from: number): number {
  const rest = text.slice(from);
  const match = /^("([^"]|"")*"|'([^']|'')*'|[\p{L}\p{N}_.]+)/u.exec(rest);
  return match?.[0].length ?? Math.min(1, rest.length);
}

/** Where in a condition its problem is: at the place that is told, else where the name first stands, else all of it. */
export function placeOf(text: string, { line, column, name }: ConditionProblem): Place {
  if (line !== null && column !== null) {
    const from = offsetAt(text, line, column);
    const to = from + lengthAt(text, from);
    // What is missing at the end is marked at the last character.
    return from === to ? { from: Math.max(0, from - 1), to } : { from, to };
  }
  const found = name === null ? -1 : text.toLowerCase().indexOf(name.toLowerCase());
  return name !== null && found >= 0 ? { from: found, to: found + name.length } : { from: 0, to: text.length };
}

/** The condition with a name that was meant in the place of the one that is not known. */
export function withName(text: string, problem: ConditionProblem, name: string): string {
  const { from, to } = placeOf(text, problem);
  return `${text.slice(0, from)}${problem.kind === 'no-such-column' ? sqlName(name) : name}${text.slice(to)}`;
}
