import type { Reading } from '../../../../../shared/watch/data.ts';
import { malformed } from '../problems.ts';
import { toWindows1251 } from '../text/windows1251.ts';
import { type DialectBytes, emptyRows, QUOTED, type Rows, scanRows } from './scan.ts';

/** How a CSV file is written. */
export type Dialect = { delimiter: string; quote: '"' | "'" | 'none' };

/** The beginning of a file, by which its dialect is recognised. */
export type Sample = { window: Uint8Array; end: number; isLast: boolean; isByteText: boolean };

const SAMPLE_ROWS = 200;
const DELIMITERS = [',', ';', '\t', '|'];
/** A delimiter is believed when so large a part of the rows has the same number of cells. */
const ENOUGH = 0.6;

/** The dialect as bytes. Throws `data-malformed` when it contradicts itself or its delimiter is not in the encoding. */
export function dialectBytes({ delimiter, quote }: Dialect, isByteText: boolean): DialectBytes {
  const bytes = isByteText ? toWindows1251(delimiter) : Buffer.from(delimiter);
  if (!bytes || delimiter === quote || /[\r\n\0\ud800-\udfff]/.test(delimiter)) throw malformed('dialect');
  return { delimiter: bytes, quote: quote === 'none' ? -1 : quote.charCodeAt(0) };
}

/** What a sample looks like in a dialect: `share` of its rows have `cells` cells. */
type Look = { dialect: Dialect; share: number; cells: number; quoted: boolean; commas: boolean };

function lookAt(sample: Sample, dialect: Dialect, rows: Rows): Look {
  const scan = { ...sample, start: 0, line: 1, columns: 0, maxRows: SAMPLE_ROWS };
  const { problem } = scanRows(scan, dialectBytes(dialect, sample.isByteText), rows);
  const counts = new Map<number, number>();
  for (let row = 0; row < rows.count; row += 1) {
    const cells = (rows.firstCell[row + 1] ?? 0) - (rows.firstCell[row] ?? 0);
    counts.set(cells, (counts.get(cells) ?? 0) + 1);
  }
  const [cells, times] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0];
  const share = rows.count === 0 ? 0 : (times / rows.count) * (problem ? 0.5 : 1);
  const last = rows.firstCell[rows.count] ?? 0;
  const quoted = rows.count > 0 && rows.cellKind.subarray(0, last).some((kind) => kind >= QUOTED);
  return { dialect, share, cells, quoted, commas: dialect.delimiter !== ',' && hasDecimalCommas(sample, rows, last) };
}

function hasDecimalCommas({ window }: Sample, rows: Rows, cells: number): boolean {
  for (let cell = 0; cell < cells; cell += 1) {
    const bytes = window.subarray(rows.cellStart[cell] ?? 0, rows.cellEnd[cell] ?? 0);
    if (bytes.length < 30 && /^[+-]?\d+,\d+$/.test(Buffer.from(bytes).toString('latin1'))) return true;
  }
  return false;
}

/** Better looks first: more of the rows alike, then more columns. */
const byLook = (a: Look, b: Look) => b.share - a.share || b.cells - a.cells;

/**
 * Recognises delimiter and quote by the first rows: the delimiter that gives most rows the same number of cells, and more
 * than one. `ordinary` is taken where none does. Apostrophes are quotes only where reading them so gives a better table.
 */
export function dialectOf(sample: Sample, reading: Reading, ordinary: string): Dialect {
  const { delimiter, quote } = reading;
  const quoteOr = quote === 'auto' ? '"' : quote;
  if (delimiter !== 'auto' && quote !== 'auto') return { delimiter, quote };
  const delimiters = delimiter === 'auto' ? [ordinary, ...DELIMITERS.filter((one) => one !== ordinary)] : [delimiter];
  const rows = emptyRows();
  const looks = (mark: Dialect['quote']) =>
    delimiters
      .filter((one) => one !== mark)
      .map((one) => lookAt(sample, { delimiter: one, quote: mark }, rows))
      .filter(({ cells, share, dialect }) => dialect.delimiter === delimiter || (cells > 1 && share >= ENOUGH));
  const plain = looks(quoteOr);
  // Numbers like 150,10 are cells of another delimiter, not two cells.
  const isComma = ({ dialect }: Look) => dialect.delimiter === ',';
  const withCommas = plain.some(({ commas, share }) => commas && share === 1);
  const best = plain.filter((look) => !(withCommas && isComma(look))).sort(byLook)[0];
  if (quote === 'auto' && !best?.quoted) {
    const other = looks("'").sort(byLook)[0];
    if (other?.quoted && other.share === 1 && other.cells > 1 && other.share >= (best?.share ?? 0))
      return other.dialect;
  }
  return best?.dialect ?? { delimiter: delimiter === 'auto' ? ordinary : delimiter, quote: quoteOr };
}
