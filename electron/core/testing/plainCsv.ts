/** A cell as a reader of CSV sees it, and whether it stands in quotes. */
export type PlainCell = { text: string; isQuoted: boolean };

/**
 * Reads CSV one character after the other, by RFC 4180 and nothing of the program's own: what the program reads and
 * writes is held against this. Lines with nothing in them are left out. `source` is the row with its end of line.
 */
export function readPlainCsv(text: string, delimiter: string, quote: string) {
  const rows: { cells: PlainCell[]; source: string }[] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    const cells: PlainCell[] = [];
    for (let more = true; more; ) {
      let cell = '';
      const isQuoted = text[at] === quote;
      if (isQuoted) {
        at += 1;
        while (text[at] !== quote || text[at + 1] === quote) {
          if (at >= text.length) throw new Error('a quote is left open');
          if (text[at] === quote) at += 1;
          cell += text[at];
          at += 1;
        }
        at += 1;
      }
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') {
        if (isQuoted) throw new Error('text after a quote');
        cell += text[at];
        at += 1;
      }
      cells.push({ text: cell, isQuoted });
      more = text[at] === delimiter;
      if (more) at += 1;
    }
    const isBlank = at === start;
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    if (!isBlank) rows.push({ cells, source: text.slice(start, at) });
  }
  return rows;
}
