import type { Reading } from '../../../../../shared/watch/data.ts';
import { openCsv } from '../csv/csvTable.ts';
import { openJsonLines } from '../jsonLines/jsonTable.ts';
import type { Source } from '../source.ts';
import { encodingOf } from './encoding.ts';
import type { TextTable } from './table.ts';

export type OpenInput = {
  source: Source;
  format: 'csv' | 'tsv' | 'jsonl';
  reading: Reading;
  /** How many bytes are looked at for the encoding. */
  limit: number;
  /** How much of a file of JSON lines is looked at for its columns. */
  lookAt: 'beginning' | 'whole';
  signal: AbortSignal;
};

/** Opens a file of text as a table. Throws `data-encoding`, `data-malformed`, `data-too-large`. */
export async function openTable({ source, format, reading, limit, lookAt, signal }: OpenInput): Promise<TextTable> {
  const { handle } = source;
  const encoding = await encodingOf(handle, reading.encoding, limit, signal);
  if (format === 'jsonl') return openJsonLines({ handle, encoding, lookAt, limit, signal });
  return openCsv({ handle, encoding, reading, format, signal });
}
