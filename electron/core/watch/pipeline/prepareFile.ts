import type { WatchRule } from '../../../../shared/watch/rule.ts';
import type { DataEngine, OnProgress } from '../../data/dataEngine.ts';
import type { FileIdentity } from '../../transfers/journal/records.ts';
import { lookAtFile } from '../../transfers/source.ts';
import { type FileRow, isKnown, type Output } from '../ledger/fileRecord.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isMissing, isSourceChanged, sourceChanged } from './errors.ts';
import { hashFile, sourceError } from './hashFile.ts';
import { keyOf } from './keyOf.ts';
import type { Outputs } from './outputs.ts';
import { ruleMark } from './ruleMark.ts';

/**
 * What a file turned out to be. `unchanged`: the same bytes as were uploaded under this name before, and it was in the
 * folder ever since; `moved`: those of
 * another row, whose name is gone; `left`: no data, and such are left; `prepared`: to be uploaded, as it is (`output`
 * null) or as what the filter has written.
 */
export type Preparation = { sha256: string; identity: FileIdentity } & (
  | { kind: 'unchanged' }
  | { kind: 'moved'; from: FileRow }
  | { kind: 'left' }
  | { kind: 'prepared'; key: string; output: Output | null; madeBy: string }
);

export type PrepareDeps = {
  data: Pick<DataEngine, 'recognise' | 'filter'>;
  ledger: Pick<Ledger, 'ofInode'>;
  outputs: Pick<Outputs, 'pathOf'>;
};

/** What is at a path now. Throws `source-changed`, `source-deleted`, `local-denied`, `local-io`. */
export async function lookAtSource(path: string, name: string): Promise<FileIdentity> {
  try {
    return await lookAtFile(path, name);
  } catch (error) {
    throw sourceError(error);
  }
}

async function isGone(path: string, was: FileIdentity): Promise<boolean> {
  try {
    return (await lookAtSource(path, path)).ino !== was.ino;
  } catch (error) {
    return isMissing(error) || isSourceChanged(error);
  }
}

/** The row of which this file is the continuation under another name: moved while nobody looked. */
async function formerOf(row: FileRow, identity: FileIdentity, sha256: string, { ledger }: PrepareDeps) {
  if (row.last) return null;
  for (const other of ledger.ofInode(row.ruleId, identity)) {
    const isIt = other.id !== row.id && other.state === 'done' && isKnown(other.identity, identity);
    if (isIt && other.sha256 === sha256 && (await isGone(other.path, identity))) return other;
  }
  return null;
}

/**
 * Reads a still file, and makes of it what is to be uploaded. It touches nothing but the row's output. Throws AppErrors:
 * `source-changed`, `source-deleted`, `key-template-invalid`, those of the data engine and of the disk; the signal's reason.
 */
export async function prepareFile(
  row: FileRow,
  rule: WatchRule,
  deps: PrepareDeps,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<Preparation> {
  const { sha256, identity } = await hashFile(row.path, row.file, signal);
  if (!isKnown(identity, row.identity)) throw sourceChanged(row.file);
  const found = { sha256, identity };
  const madeBy = ruleMark(rule);
  if (row.last?.sha256 === sha256 && row.last.madeBy === madeBy) return { ...found, kind: 'unchanged' };
  const from = await formerOf(row, identity, sha256, deps);
  if (from) return { ...found, kind: 'moved', from };

  const { data } = rule;
  const file = data && (await deps.data.recognise(row.path, data.selection.reading, signal));
  if (data?.others === 'leave' && !file) return { ...found, kind: 'left' };
  // Before the filter: a template that is wrong costs no work.
  const key = (row.madeBy === madeBy ? row.key : null) ?? keyOf(rule, row, file?.format ?? null);
  let output: Output | null = null;
  if (data && file) {
    const result = await deps.data.filter(row.path, deps.outputs.pathOf(row.id), data.selection, signal, onProgress);
    output = { bytes: result.bytes, rows: result.rows, kept: result.kept, undecided: result.undecided };
  }
  if (!isKnown(await lookAtSource(row.path, row.file), identity)) throw sourceChanged(row.file);
  return { ...found, kind: 'prepared', key, output, madeBy };
}
