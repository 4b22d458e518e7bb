import type { FileHandle } from 'node:fs/promises';
import { uniqueNames } from '../csv/names.ts';
import type { TextEncoding } from '../text/encoding.ts';
import { type TextTable, textColumn } from '../text/table.ts';
import { createTextReader, type TextReader } from '../text/textReader.ts';
import type { Tally } from '../types/styles.ts';
import { type JsonBatch, jsonBatch } from './jsonBatch.ts';
import { linesOf } from './lines.ts';

/** Lines of the sample by which columns and their types are recognised. */
const SAMPLE_LINES = 2000;
const BATCH_LINES = 32 * 1024;

export type JsonInput = {
  handle: FileHandle;
  encoding: TextEncoding;
  /** How much of the file is looked at for keys, as each line may have others. */
  lookAt: 'beginning' | 'whole';
  /** Of so many bytes at most. */
  limit: number;
  signal: AbortSignal;
};

/** Opens a file of JSON lines: its columns are the keys of its objects, in the order in which they come up. */
export async function openJsonLines({ handle, encoding, lookAt, limit, signal }: JsonInput): Promise<TextTable> {
  const tallies = new Map<string, Tally>();
  const rows = (bytes: number, signal: AbortSignal, keys: readonly string[]) =>
    jsonBatches(createTextReader(handle, encoding, { bytes, signal }), encoding, keys);

  const maxLines = lookAt === 'whole' ? Number.POSITIVE_INFINITY : SAMPLE_LINES;
  let seen = 0;
  for await (const batch of rows(limit, signal, [])) {
    batch.tallyKeys(tallies, maxLines - seen);
    seen += batch.rows;
    if (seen >= maxLines || (lookAt === 'beginning' && seen > 0)) break;
  }

  const keys = [...tallies.keys()];
  const names = uniqueNames(keys);
  const none = Buffer.alloc(0);
  return {
    file: { format: 'jsonl', encoding: encoding.name, delimiter: null, quote: null, header: null },
    encoding,
    columns: keys.map((key, index) => textColumn(names[index] ?? key, tallies.get(key) ?? {})),
    titles: keys,
    header: () => none,
    batches: (bytes, signal) => rows(bytes, signal, keys),
  };
}

async function* jsonBatches(
  reader: TextReader,
  encoding: TextEncoding,
  keys: readonly string[],
): AsyncGenerator<JsonBatch, { isWhole: boolean }, void> {
  let start = 0;
  let first = 1;
  for (;;) {
    const { lines, at, number } = linesOf(reader, start, first, BATCH_LINES);
    if (lines.length > 0) yield jsonBatch(reader, encoding, lines, keys);
    start = at;
    first = number;
    if (lines.length === BATCH_LINES) continue;
    if (reader.isLast || reader.isCut) return { isWhole: reader.isLast };
    await reader.fill(start, first);
    start = 0;
  }
}
