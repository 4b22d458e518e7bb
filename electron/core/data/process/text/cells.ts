/** Characters replaced in one go: what `replaceAll` needs for a cell of megabytes is many times its size. */
const PIECE = 64 * 1024;

function withDoubledQuotes(text: string): string {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += PIECE) pieces.push(text.slice(at, at + PIECE).replaceAll('"', '""'));
  return pieces.join('');
}

/** A cell as CSV has it (RFC 4180). One with nothing in it stays apart from one that is an empty text. */
function csvCell(cell: string | null): string {
  if (cell === null) return '';
  return cell === '' || /[",\r\n]/.test(cell) ? `"${withDoubledQuotes(cell)}"` : cell;
}

/** A row of cells as CSV. */
export function csvLine(cells: readonly (string | null)[]): string {
  const line = cells.map(csvCell).join(',');
  // A line with nothing in it would be no row.
  return `${line === '' ? '""' : line}\n`;
}
