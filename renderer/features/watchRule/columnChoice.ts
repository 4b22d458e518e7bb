import type { Column } from '../../../shared/watch/data.ts';

/** The columns there are to choose from: those of the file, then those that are chosen though this file lacks them. */
export function columnsToChoose(columns: readonly Column[], chosen: readonly string[]): string[] {
  return [...new Set([...columns.map(({ name }) => name), ...chosen])];
}

/** The chosen columns with one more, or one less, in the order of `names`. */
export function withColumnKept(
  names: readonly string[],
  chosen: readonly string[],
  name: string,
  isKept: boolean,
): string[] {
  const kept = new Set(chosen);
  if (isKept) kept.add(name);
  else kept.delete(name);
  return names.filter((one) => kept.has(one));
}
