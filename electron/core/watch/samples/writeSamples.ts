import { randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { toWindows1251 } from '../../data/process/text/windows1251.ts';
import { localError } from '../../localErrors.ts';
import { moveApart } from '../afterwards/moveApart.ts';
import { type FileFault, fileFaultOf, withCellFault } from './sampleFaults.ts';
import { csvRow, type Random, sampleHeader, sampleRowMaker } from './sampleRows.ts';

/** How many files; rows of each besides the header, and columns, 3 at least. `faults`: some things are wrong on purpose. */
export type SampleSpec = { files: number; rows: number; columns: number; faults: boolean };

/** `now` ms; dates lie in the 90 days before it. `isKnown`: a file of that name was in the folder before. */
export type SampleDeps = {
  random: Random;
  now: () => number;
  isKnown: (name: string) => boolean;
  signal: AbortSignal;
};

/** What is written at once, in characters: a few milliseconds of work. */
const PIECE = 128 * 1024;

const nameOf = (number: number) => `orders-${String(number).padStart(4, '0')}.csv`;
const NAME = /^orders-(\d+)\b.*\.csv$/i;

async function lastNumber(folder: string): Promise<number> {
  const names = await readdir(folder);
  return names.reduce((last, name) => Math.max(last, Number(NAME.exec(name)?.[1] ?? 0)), 0);
}

/**
 * The number from which on no name was ever used. Beyond what is in the folder the last one known is looked for in steps
 * that double, and then between them: of names that were given in a row that finds the last with a few questions.
 */
function firstFree(after: number, isKnown: (name: string) => boolean): number {
  const isTaken = (number: number) => isKnown(nameOf(number));
  let taken = after;
  let step = 1;
  while (isTaken(taken + step)) {
    taken += step;
    step *= 2;
  }
  for (; step > 1; step /= 2) if (isTaken(taken + step / 2)) taken += step / 2;
  return taken + 1;
}

/** The text of a file in pieces. */
function* pieces(
  spec: SampleSpec,
  number: number,
  fault: FileFault | null,
  { random, now }: Pick<SampleDeps, 'random' | 'now'>,
): Generator<string> {
  if (fault === 'empty') return;
  const rowOf = sampleRowMaker(spec.columns, number, random, now());
  const middle = Math.ceil(spec.rows / 2);
  let piece = csvRow(sampleHeader(spec.columns));
  for (let row = 1; row <= spec.rows; row += 1) {
    const cells = spec.faults ? withCellFault(rowOf(row), random) : rowOf(row);
    if (fault === 'ragged' && row === middle) piece += csvRow(cells.slice(0, -1));
    else if (fault === 'unclosed-quote' && row === middle) piece += `"${csvRow(cells)}`;
    else piece += csvRow(cells);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

async function fill(
  handle: FileHandle,
  spec: SampleSpec,
  number: number,
  fault: FileFault | null,
  deps: SampleDeps,
): Promise<void> {
  for (const piece of pieces(spec, number, fault, deps)) {
    deps.signal.throwIfAborted();
    await handle.writeFile(fault === 'windows-1251' ? (toWindows1251(piece) ?? piece) : piece);
  }
}

async function writeOne(
  folder: string,
  spec: SampleSpec,
  number: number,
  fault: FileFault | null,
  deps: SampleDeps,
): Promise<string> {
  // A name that the watcher knows for unfinished.
  const unfinished = join(folder, `.stave-${randomUUID()}.tmp`);
  try {
    const handle = await open(unfinished, 'wx');
    try {
      await fill(handle, spec, number, fault, deps);
    } finally {
      await handle.close();
    }
    deps.signal.throwIfAborted();
    return basename(await moveApart(unfinished, folder, nameOf(number)));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/**
 * Writes sample CSV files of orders into a folder, `orders-0001.csv` and on from the last number there or known, and
 * returns their names. UTF-8, RFC 4180 with LF; ids with leading zeros, amounts with two decimals (four in ten are over 100),
 * names with Cyrillic letters, commas, quotes and line breaks. A file comes under its name only when it is whole, and
 * takes no other's place; memory does not depend on the rows.
 *
 * With `faults` one row in thirty has a wrong cell (empty, text in the amount, an impossible date, doubled spaces), which
 * leaves the file readable; and every third file is wrong as a whole, in turn: in Windows-1251, with a quote that is
 * never closed, with a row that lacks a cell, with nothing in it at all.
 *
 * Throws the signal's reason when it aborts, and `local-*`; files that were whole by then stay.
 */
export async function writeSamples(folder: string, spec: SampleSpec, deps: SampleDeps): Promise<string[]> {
  const names: string[] = [];
  try {
    const first = firstFree(await lastNumber(folder), deps.isKnown);
    for (let index = 0; index < spec.files; index += 1) {
      deps.signal.throwIfAborted();
      const fault = spec.faults ? fileFaultOf(index) : null;
      names.push(await writeOne(folder, spec, first + index, fault, deps));
    }
    return names;
  } catch (error) {
    deps.signal.throwIfAborted();
    throw localError(error, folder);
  }
}
