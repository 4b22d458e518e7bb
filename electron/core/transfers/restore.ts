import { appError, type ErrorData } from '../../../shared/errors.ts';
import { isEnded, type JobSnapshot, type JobState } from '../../../shared/transfer.ts';
import type { Clock, Logger } from '../ports.ts';
import { type JobSpec, tellsOfFiles } from './engine.ts';
import { createJob, type Job } from './job.ts';
import type { DamagedJob, Journal } from './journal/journal.ts';
import type { JobRecord } from './journal/records.ts';

type Deps = {
  journal: Journal;
  interrupted: 'resume' | 'ask';
  clock: Clock;
  logger: Logger;
  onChange: (job: Job) => void;
};

/** What a job that was at work when the program ended is now. */
function comeBack(
  { spec, isPaused }: JobRecord,
  interrupted: 'resume' | 'ask',
): { state: JobState; error: ErrorData | null } {
  // What is below a prefix now may not be what was to be deleted then: that is for the user to say.
  if (spec.kind === 'delete') {
    return { state: 'failed', error: appError('interrupted', 'the program ended while it was deleting').data };
  }
  // A watched folder goes on by itself: nobody has begun its jobs who could be asked.
  const isAsked = interrupted === 'ask' && !tellsOfFiles(spec);
  return { state: isPaused || isAsked ? 'paused' : 'queued', error: null };
}

/** What can still be shown of a job whose record is damaged: it ends as one that the user must look after. */
function damagedRecord({ id, snapshot }: DamagedJob, now: string): JobRecord {
  const known: Partial<JobSnapshot> = snapshot ?? {};
  const spec: JobSpec = {
    kind: 'upload',
    connectionId: known.connectionId ?? '',
    bucket: known.bucket ?? '',
    prefix: known.prefix ?? '',
    paths: [],
    conflicts: 'ask',
  };
  const error = appError('journal-damaged', 'the record of this transfer was damaged').data;
  const shown: JobSnapshot = {
    id,
    kind: 'upload',
    state: 'failed',
    connectionId: spec.connectionId,
    bucket: spec.bucket,
    prefix: spec.prefix,
    name: null,
    localFolder: null,
    rule: null,
    order: 0,
    items: { total: 0, done: 0, failed: 0, skipped: 0 },
    bytes: { total: 0, done: 0 },
    createdAt: now,
    problems: [],
    notices: [],
    noticeCount: 0,
    ...known,
    speed: null,
    etaSeconds: null,
    waiting: null,
    interrupted: false,
    canRetry: false,
    endedAt: now,
    error,
    question: null,
  };
  return { id, spec, isPlanned: false, isPaused: false, snapshot: { ...shown, state: 'failed' } };
}

/**
 * The jobs of the journal as they go on: those that were live are queued, or paused when the user is to be asked; failed
 * ones can be tried again. What has ended otherwise leaves the list for the history, unless its owner is still to be told.
 */
export function restoreJobs({ journal, interrupted, clock, logger, onChange }: Deps): Job[] {
  const { jobs, damaged } = journal.jobs();
  const restored: Job[] = [];
  for (const record of jobs) {
    const { id, spec, snapshot } = record;
    const { order } = snapshot;
    if ((snapshot.state === 'done' || snapshot.state === 'cancelled') && !tellsOfFiles(spec)) {
      journal.clearJob(id);
      continue;
    }
    const { state, error } = isEnded(snapshot.state)
      ? { state: snapshot.state, error: snapshot.error }
      : comeBack(record, interrupted);
    restored.push(createJob({ spec, order, clock, onChange, kept: { record, state, error } }));
  }
  for (const one of damaged) {
    logger.error('the record of a transfer was damaged', { jobId: one.id });
    const record = damagedRecord(one, new Date(clock.now()).toISOString());
    journal.saveJob(record);
    const kept = { record, state: 'failed' as const, error: record.snapshot.error };
    restored.push(createJob({ spec: record.spec, order: record.snapshot.order, clock, onChange, kept }));
  }
  return restored;
}
