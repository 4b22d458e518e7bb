/** Where in a text: line and column from 1; the column in UTF-16 units, as editors count, a tab being one. */
export type Place = { line: number; column: number };

/** Quoted text and comments, left as they are, or a Unicode space, which DuckDB makes an ordinary one before it counts. */
const QUOTED_OR_SPACE =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\r\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|[\u00a0\u2000-\u200d\u202f\u205f\u3000\ufeff]/g;

/** The text as DuckDB counts in it, as long in UTF-16 units as it was. */
const asCounted = (text: string): string =>
  text.replace(QUOTED_OR_SPACE, (found) => (found.length === 1 ? ' ' : found));

function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/**
 * The place of a position that DuckDB tells: its parser counts code points, all else of it bytes of UTF-8. A position
 * beyond the end (it misses something there) is the end.
 */
export function placeOf(text: string, position: number, unit: 'bytes' | 'code points'): Place {
  let left = position;
  let index = 0;
  for (const character of asCounted(text)) {
    left -= unit === 'bytes' ? bytesOf(character) : 1;
    if (left < 0) break;
    index += character.length;
  }
  const lines = text.slice(0, index).split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
