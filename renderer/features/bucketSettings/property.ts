/** A copy of the object with the property set; undefined takes it away. The object itself where nothing changes. */
export function withProperty<T extends object, K extends keyof T>(object: T, name: K, value: T[K] | undefined): T {
  if (object[name] === value) return object;
  if (value !== undefined) return { ...object, [name]: value };
  const { [name]: _taken, ...rest } = object;
  // Only an optional property can be undefined: without it the object is still of its type.
  return rest as unknown as T;
}

// A form shows "not there" and "empty" alike; what it does not change stays the one or the other.

/** What a text property becomes: empty takes it away. */
export function textAfter(before: string | undefined, after: string): string | undefined {
  return (before ?? '') === after ? before : after || undefined;
}

/** What a list property becomes: empty takes it away. */
export function listAfter<T>(before: T[] | undefined, after: readonly T[]): T[] | undefined {
  const isSame = before?.length === after.length && before.every((value, index) => value === after[index]);
  if (isSame || (before === undefined && after.length === 0)) return before;
  return after.length === 0 ? undefined : [...after];
}

/** What a yes or no becomes. */
export function flagAfter(before: boolean | undefined, after: boolean): boolean | undefined {
  return (before ?? false) === after ? before : after;
}

/** Whether the object has a property beside these, with something in it: what a form does not show. */
export function hasOthers(object: object | undefined, shown: readonly string[]): boolean {
  return Object.entries(object ?? {}).some(([name, value]) => value !== undefined && !shown.includes(name));
}
