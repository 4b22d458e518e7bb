import {
  PROBE_ACTIONS,
  PROBE_WHO,
  type Probe,
  type ProbeAction,
  type ProbeWho,
  type Trial,
} from '../../../shared/contract/access.ts';
import { cancelledError } from '../s3/errors.ts';
import { canCleanUp, cleanUp } from './cleanUp.ts';
import type { Outcome } from './outcome.ts';
import { folderOf } from './probeKeys.ts';
import { type Asker, list, read, remove, write } from './requests.ts';
import type { BucketHabits } from './trialPlan.ts';

/** Both who ask; `connection` cleans up as well. */
export type Askers = { anonymous: Asker; connection: Asker };

export type TrialRequest = {
  bucket: string;
  key: string;
  probeKey: string;
  /** Whether the user has agreed to write. */
  writes: boolean;
  habits: BucketHabits;
};

type Answer = Omit<Probe, 'who' | 'action'>;
type Answers = Record<ProbeAction, Answer>;

function notTried(reason: NonNullable<Probe['reason']>, status: number | null = null): Answer {
  return { answer: 'not-tried', status, error: null, reason };
}

function tried({ answer, status, error }: Outcome): Answer {
  return { answer, status, error, reason: null };
}

const isMissing = (outcome: Outcome) => outcome.answer === 'failed' && outcome.error?.code === 'not-found';

/**
 * What reading a key tells. One that is not there tells nothing of a visitor: S3 hides that behind a 403 from who may not
 * list (S3 API Reference, GetObject).
 */
function readAnswer(outcome: Outcome, keyIsMissing: boolean): Answer {
  return keyIsMissing || isMissing(outcome) ? notTried('nothing-to-read', outcome.status) : tried(outcome);
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw cancelledError();
}

/** The reason why nothing may be written; null when it may. */
async function obstacle({ connection }: Askers, request: TrialRequest): Promise<Probe['reason']> {
  const { bucket, probeKey, habits } = request;
  if (!request.writes) return 'no-consent';
  if (habits.locks !== false) return habits.locks === null ? 'lock-unknown' : 'default-lock';
  const may = await canCleanUp(connection, { bucket, key: probeKey }, habits.versioning);
  return may ? null : 'no-cleanup';
}

/** Writes the probe, reads it where the key itself cannot be, and deletes it. `made` takes each outcome that may leave something. */
async function tryWriting(
  { anonymous, connection }: Askers,
  { bucket, probeKey }: TrialRequest,
  readsProbe: boolean,
  made: Outcome[],
  signal: AbortSignal,
): Promise<Record<ProbeWho, Partial<Answers>>> {
  const probe = { bucket, key: probeKey };
  const noted = async (request: () => Promise<Outcome>) => {
    throwIfCancelled(signal);
    const at = made.push({ answer: 'failed', status: null, error: null }) - 1;
    const outcome = await request();
    made[at] = outcome;
    return outcome;
  };
  // The connection's comes last: what a visitor has written may be closed to others.
  const byAnyone = await noted(() => write(anonymous, probe));
  const byUs = await noted(() => write(connection, probe));
  const isReadable = readsProbe && byUs.answer === 'allowed';
  const reads = isReadable ? await Promise.all([anonymous, connection].map((who) => read(who, probe, signal))) : [];
  const [readByAnyone, readByUs] = reads.map((outcome) => ({ read: readAnswer(outcome, false) }));
  // As long as there is something to delete.
  const deletedByAnyone = await noted(() => remove(anonymous, probe));
  const deletedByUs = await noted(() => remove(connection, probe));
  return {
    anonymous: { write: tried(byAnyone), delete: tried(deletedByAnyone), ...readByAnyone },
    connection: { write: tried(byUs), delete: tried(deletedByUs), ...readByUs },
  };
}

/** What reading and listing answer; these leave nothing behind. */
async function tryReading({ anonymous, connection }: Askers, { bucket, key }: TrialRequest, signal: AbortSignal) {
  const address = { bucket, key };
  const folder = folderOf(key);
  const [readByAnyone, readByUs, listedByAnyone, listedByUs] = await Promise.all([
    read(anonymous, address, signal),
    read(connection, address, signal),
    list(anonymous, bucket, folder, signal),
    list(connection, bucket, folder, signal),
  ]);
  const keyIsMissing = isMissing(readByUs);
  return {
    keyIsMissing,
    anonymous: { read: readAnswer(readByAnyone, keyIsMissing), list: tried(listedByAnyone) },
    connection: { read: readAnswer(readByUs, keyIsMissing), list: tried(listedByUs) },
  };
}

/**
 * Asks the server what a visitor without keys and the connection may do with a key. Writes only with consent, only where
 * it can take away again what it writes, and takes it away also when it fails or is cancelled half way; then `onLeft`
 * hears of what could not be removed, and the error is thrown.
 */
export async function tryAccess(
  askers: Askers,
  request: TrialRequest,
  onLeft: (left: Trial['left']) => void,
  signal: AbortSignal,
): Promise<Trial> {
  const { key, probeKey, bucket, habits } = request;
  const reading = await tryReading(askers, request, signal);
  const reason = await obstacle(askers, request);
  const made: Outcome[] = [];
  let left: Trial['left'] = [];
  let writing: Awaited<ReturnType<typeof tryWriting>> | null = null;
  try {
    if (reason === null) writing = await tryWriting(askers, request, reading.keyIsMissing, made, signal);
  } finally {
    left = await cleanUp(askers.connection, { bucket, key: probeKey }, habits.versioning, made);
    if (left.length > 0) onLeft(left);
  }
  throwIfCancelled(signal);
  const untried = notTried(reason ?? 'no-consent');
  const probes = PROBE_WHO.flatMap((who) => {
    const answers: Answers = { write: untried, delete: untried, ...reading[who], ...writing?.[who] };
    return PROBE_ACTIONS.map((action): Probe => ({ who, action, ...answers[action] }));
  });
  return { key, probeKey, probes, left };
}
