import { AppError, type ErrorData } from '../../../../shared/errors.ts';
import type { SettingDocument, WritableSettingId } from '../../../../shared/settings/documents.ts';
import { isWanted } from '../../../../shared/settings/sayTheSame.ts';
import type { Clock } from '../../ports.ts';
import type { ObjectStore } from '../../s3/objectStore.ts';
import type { ChangeLog } from './changeLog.ts';
import type { Ask, SettingDefinition } from './definition.ts';
import { isRefusal, type ReadState, readState } from './readState.ts';

/** Waits (ms) before each look at what was put: AWS may answer with the former state for a moment. */
const LOOKS = [0, 150, 350, 750, 1750];

export type Change<S extends WritableSettingId> = {
  store: ObjectStore;
  connectionId: string;
  bucket: string;
  setting: S;
  definition: SettingDefinition<S>;
  before: SettingDocument<S> | null;
  /** Null: it is taken away. */
  after: SettingDocument<S> | null;
  rollsBack: string | null;
};

type Deps = { changes: ChangeLog; clock: Clock };

/** True when the server itself has said no, before it did anything. */
function isRefused(error: ErrorData): boolean {
  const { status = 0 } = error;
  return isRefusal(error) || (status >= 400 && status < 500 && status !== 408);
}

type Seen<S extends WritableSettingId> = { present: ReadState<S>; isAsSent: boolean };

/** Reads a setting until it says what was put, or for as long as a server may need to agree with itself. */
async function readBack<S extends WritableSettingId>(
  { store, bucket, setting, definition }: Change<S>,
  wanted: SettingDocument<S> | null,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<Seen<S>> {
  for (let look = 0; ; look += 1) {
    await clock.sleep(LOOKS[look] ?? 0, signal);
    const present = await readState(store, bucket, definition, signal);
    const isTold = present.state === 'set' || present.state === 'not-set';
    const isThere = isTold && isWanted(setting, wanted, present.state === 'set' ? present.document : null);
    if (isThere || look === LOOKS.length - 1) return { present, isAsSent: isThere };
  }
}

/** A DELETE whose answer was lost is sent again, and finds nothing. */
function unlessNotSet(codes: readonly string[]) {
  return (error: unknown) => {
    if (!(error instanceof AppError) || !codes.includes(error.data.s3Code ?? '')) throw error;
  };
}

/** Sends what the change needs; `left` is what the server has then been told. */
async function carryOut<S extends WritableSettingId>(
  change: Change<S>,
  ask: Ask,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<{ left: SettingDocument<S> | null; isComplete: boolean }> {
  const { definition, before, after } = change;
  if (after === null) {
    if (before !== null) await definition.remove?.(ask, before).catch(unlessNotSet(definition.notSet));
    return { left: null, isComplete: true };
  }
  const careful = definition.cautiously?.(after) ?? null;
  if (careful !== null) {
    await definition.put?.(ask, careful, before);
    if (!(await readBack(change, careful, clock, signal)).isAsSent) return { left: careful, isComplete: false };
  }
  await definition.put?.(ask, after, careful ?? before);
  return { left: after, isComplete: true };
}

/**
 * Puts or takes away a setting that was just seen to be there, and reads it back. The change is written down before it
 * is sent: if nobody is left to see the answer, it is known all the same what was tried. Throws what the server fails with.
 */
export async function changeSetting<S extends WritableSettingId>(
  { changes, clock }: Deps,
  change: Change<S>,
  signal?: AbortSignal,
): Promise<Seen<S>> {
  const { store, connectionId, bucket, setting, before, after, rollsBack } = change;
  let taken = 0;
  const ask: Ask = {
    bucket,
    async send(command) {
      const output = await store.send(command, { bucket, signal });
      taken += 1;
      return output;
    },
  };

  const id = await changes.begin({ connectionId, bucket, setting, before, after, rollsBack });
  const result = await carryOut(change, ask, clock, signal).catch(async (error: unknown) => {
    // Of several calls some may have been carried out, and one that was not answered may have been.
    if (error instanceof AppError && isRefused(error.data) && taken === 0) await changes.end(id, 'failed', before);
    throw error;
  });
  await changes.end(id, 'done', result.left);

  // Servers that do not know a sub-resource have taken its DELETE for the bucket's.
  if (after === null) await store.headBucket(bucket, signal);
  const seen = await readBack(change, result.left, clock, signal);
  if (seen.isAsSent) await changes.end(id, 'done', seen.present.state === 'set' ? seen.present.document : null);
  return { ...seen, isAsSent: seen.isAsSent && result.isComplete };
}
