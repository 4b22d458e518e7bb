/** The members that are set; undefined when none is: then the element itself is left out. */
export function element<T extends object>(members: T): T | undefined {
  const set = Object.entries(members).filter(([, value]) => value !== undefined && value !== null);
  // The same members without those that are not set, all of which are optional in the documents.
  return set.length > 0 ? (Object.fromEntries(set) as T) : undefined;
}
