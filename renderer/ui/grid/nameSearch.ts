/**
 * Folded names of consecutive ids as one text: looking through it is ten times as fast as through a million strings
 * that lie anywhere in memory, and takes half the room.
 */
export type NameChunk = {
  firstId: number;
  text: string;
  /** Where each name begins in the text, and where the text ends; a separator stands between. */
  starts: Uint32Array;
};

export function nameChunk(firstId: number, folded: readonly string[]): NameChunk {
  const starts = new Uint32Array(folded.length + 1);
  let at = 0;
  for (const [i, name] of folded.entries()) {
    starts[i] = at;
    at += name.length + 1;
  }
  starts[folded.length] = at;
  return { firstId, text: folded.join('\n'), starts };
}

/** Marks with 1 the ids of a chunk whose name contains the text (folded too, not empty). */
export function markContaining({ firstId, text, starts }: NameChunk, part: string, marks: Uint8Array): void {
  let name = 0;
  for (let at = text.indexOf(part); at !== -1; ) {
    while ((starts[name + 1] ?? at + 1) <= at) name += 1;
    const next = starts[name + 1] ?? text.length;
    // A hit that reaches over the separator is none: names may hold the separator, too.
    const isWithin = at + part.length < next;
    if (isWithin) marks[firstId + name] = 1;
    at = text.indexOf(part, isWithin ? next : at + 1);
  }
}

/** Marks with 1 the ids of a chunk whose name begins with the text (folded too). */
export function markStarting({ firstId, text, starts }: NameChunk, part: string, marks: Uint8Array): void {
  for (let name = 0; name < starts.length - 1; name += 1) {
    const start = starts[name] ?? 0;
    const isWithin = start + part.length < (starts[name + 1] ?? 0);
    if (isWithin && text.startsWith(part, start)) marks[firstId + name] = 1;
  }
}
