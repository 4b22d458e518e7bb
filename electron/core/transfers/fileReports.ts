import { type FileOutcome, type FilesReport, tellsOfFiles } from './engine.ts';
import type { Job } from './job.ts';
import type { Journal } from './journal/journal.ts';
import type { ItemEnd } from './journal/records.ts';

/** What has become of the files of jobs whose owner asks for it. */
export type FileReports = {
  /** The journal, to be written by way of which. */
  journal: Journal;
  /** Null for a job of another kind. Throws what the journal throws. */
  of(job: Job): FilesReport | null;
};

function outcomeOf({ state, error, arrived }: ItemEnd): FileOutcome {
  if (state === 'done' && arrived) return { state, ...arrived };
  return state === 'failed' && error ? { state, error } : { state: 'open' };
}

/** The ends of jobs that were asked for stay in memory, so that it costs next to nothing to ask again. */
export function createFileReports(journal: Journal): FileReports {
  const known = new Map<string, FileOutcome[]>();

  function outcomes({ id, spec, isPlanned }: Job): FileOutcome[] {
    const there = known.get(id);
    if (there) return there;
    const files = tellsOfFiles(spec) ? spec.files : [];
    const read = isPlanned() ? journal.items(id).map(outcomeOf) : files.map((): FileOutcome => ({ state: 'open' }));
    known.set(id, read);
    return read;
  }

  return {
    journal: {
      ...journal,
      endItem(jobId, index, end) {
        journal.endItem(jobId, index, end);
        const ends = known.get(jobId);
        if (ends) ends[index] = outcomeOf(end);
      },
      clearJob(jobId) {
        known.delete(jobId);
        journal.clearJob(jobId);
      },
    },
    of(job) {
      if (!tellsOfFiles(job.spec)) return null;
      const { state, error, waiting } = job.snapshot();
      return { state, error, waiting, files: [...outcomes(job)] };
    },
  };
}
