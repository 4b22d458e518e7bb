import { sameDocument } from './sameDocument.ts';

/**
 * One value in which two documents differ. `undefined`: it is not there. `path` is its place in the document after the
 * change, or, for what is gone, in the one before.
 */
export type Difference = { path: (string | number)[]; before: unknown; after: unknown };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How many of the first values are the same. */
function sameAtStart(before: readonly unknown[], after: readonly unknown[]): number {
  const end = Math.min(before.length, after.length);
  const first = before.slice(0, end).findIndex((value, index) => !sameDocument(value, after[index]));
  return first === -1 ? end : first;
}

/** What is the same at both ends stays out, so that one value put in between is one difference. */
function listDifferences(
  path: Difference['path'],
  before: readonly unknown[],
  after: readonly unknown[],
): Difference[] {
  const start = sameAtStart(before, after);
  const end = sameAtStart(before.slice(start).reverse(), after.slice(start).reverse());
  const was = before.slice(start, before.length - end);
  const is = after.slice(start, after.length - end);
  return Array.from({ length: Math.max(was.length, is.length) }, (_, index) =>
    differencesAt([...path, start + index], was[index], is[index]),
  ).flat();
}

function differencesAt(path: Difference['path'], before: unknown, after: unknown): Difference[] {
  if (Array.isArray(before) && Array.isArray(after)) return listDifferences(path, before, after);
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const own = (value: Record<string, unknown>, name: string) =>
      Object.hasOwn(value, name) ? value[name] : undefined;
    return names.flatMap((name) => differencesAt([...path, name], own(before, name), own(after, name)));
  }
  return sameDocument(before, after) ? [] : [{ path, before, after }];
}

/**
 * The values in which two documents differ, the deepest that tell it, in the order of the documents. Lists are compared
 * in their order. A document that is not there (null) differs in every name of the other.
 */
export function differences(before: object | null, after: object | null): Difference[] {
  return differencesAt([], before ?? {}, after ?? {});
}
