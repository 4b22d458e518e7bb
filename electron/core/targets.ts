/** Objects chosen in a listing: single keys, and prefixes (ending with `/`, or '' for the whole bucket) with all below. */
export type Targets = { keys: readonly string[]; prefixes: readonly string[] };

function outermost(prefixes: readonly string[]): string[] {
  const kept: string[] = [];
  for (const prefix of prefixes.toSorted()) {
    // In order, a prefix stands right after the one it lies below, or after others below that one.
    const outer = kept.at(-1);
    if (outer === undefined || !prefix.startsWith(outer)) kept.push(prefix);
  }
  return kept;
}

function notBelow(keys: readonly string[], prefixes: readonly string[]): string[] {
  const known = new Set(prefixes);
  const isBelow = (key: string) => {
    if (known.has('')) return true;
    for (let slash = key.indexOf('/'); slash !== -1; slash = key.indexOf('/', slash + 1)) {
      if (known.has(key.slice(0, slash + 1))) return true;
    }
    return false;
  };
  return [...new Set(keys)].filter((key) => !isBelow(key));
}

/** The same objects, each named once: without prefixes below other prefixes, and keys below any prefix. */
export function distinctTargets({ keys, prefixes }: Targets): { keys: string[]; prefixes: string[] } {
  const outer = outermost(prefixes);
  return { keys: notBelow(keys, outer), prefixes: outer };
}
