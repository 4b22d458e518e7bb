import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path is the folder itself, or below it. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way.split(sep)[0] !== '..' && !isAbsolute(way));
}

type Patterns = { include: readonly string[]; exclude: readonly string[] };

/** What every name that fits a glob ends with, as far as it is plain text. */
const endingOf = (pattern: string) => /[^*?{}[\]()!+@|/]*$/.exec(pattern)?.[0].toLowerCase() ?? '';

function mayMeet(a: string, b: string): boolean {
  const [first, second] = [endingOf(a), endingOf(b)];
  return first.endsWith(second) || second.endsWith(first);
}

/**
 * False when no file can fit both: each pattern of one ends otherwise than each of the other (`*.csv`, `*.json`), or one
 * leaves out just what the other takes. Globs being what they are, true does not mean that there is such a file.
 */
export function mayOverlap(a: Patterns, b: Patterns): boolean {
  const leavesOut = (one: Patterns, other: Patterns) =>
    other.include.length > 0 && other.include.every((pattern) => one.exclude.includes(pattern));
  if (leavesOut(a, b) || leavesOut(b, a)) return false;
  if (a.include.length === 0 || b.include.length === 0) return true;
  return a.include.some((one) => b.include.some((other) => mayMeet(one, other)));
}
