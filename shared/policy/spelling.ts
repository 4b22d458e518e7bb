/** Changes of one letter that make one text of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The name that a misspelt one most likely means; null when none is near: more than a third of it would change. */
export function nearest(misspelt: string, names: readonly string[]): string | null {
  const wanted = misspelt.toLowerCase();
  let best: { name: string; changes: number } | null = null;
  for (const name of names) {
    const changes = distance(wanted, name.toLowerCase());
    if (best === null || changes < best.changes) best = { name, changes };
  }
  return best !== null && best.changes <= wanted.length / 3 ? best.name : null;
}
