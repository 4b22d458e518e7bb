import type { TFunction } from 'i18next';
import { differenceLines } from './changeLines.ts';

/**
 * A change in sentences, and the values in which it goes beyond them. `told`: the document before with all that the
 * sentences tell of the one after. A change too small for a sentence (nothing to "no") stands as values alone.
 */
export function sentencesAndRest(
  t: TFunction,
  sentences: readonly string[],
  { before, told, after }: { before: object | null; told: object; after: object },
): string[] {
  const lines = [...sentences, ...differenceLines(t, told, after)];
  return lines.length > 0 ? lines : differenceLines(t, before, after);
}
