import { basename } from 'node:path';
import type { Logger } from '../../ports.ts';
import { createCommits } from './commits.ts';
import { clearHistory, prune, readHistory } from './historyTable.ts';
import { createItemJournal } from './itemJournal.ts';
import { endItem, readItems, savePlan } from './itemTable.ts';
import { clearJob, forgetJob, isKnown, listedJobs, plannedItems, saveJob, setPlanned } from './jobTable.ts';
import type { Journal } from './journal.ts';
import { readLeftovers } from './leftovers.ts';
import { openDatabase } from './openDatabase.ts';

export type JournalDeps = {
  /** Absolute path; its folder is made when it is not there. */
  file: string;
  logger: Logger;
  /** Milliseconds since the epoch. */
  now: () => number;
};

/**
 * Opens the journal and makes it where there is none. A damaged file is set aside, and what can be read of it is kept.
 * Throws AppError `journal-locked` while another has it open, `unsupported` when a newer program has made it (it is left
 * as it is), `local-disk-full`, `local-io` ...
 */
export function openJournal({ file, logger, now }: JournalDeps): Journal {
  const commits = createCommits({ db: openDatabase({ file, logger, now }), name: basename(file), logger });
  commits.now((db) => prune(db, now()));
  return {
    jobs: () =>
      commits.now((db) => {
        const found = listedJobs(db);
        for (const { id } of found.damaged) forgetJob(db, id);
        return found;
      }),
    saveJob: (job) => commits.now((db) => saveJob(db, job, now())),
    isKnown: (jobId) => commits.read((db) => isKnown(db, jobId)),
    saveAnew: (job) =>
      commits.now((db) => {
        forgetJob(db, job.id);
        saveJob(db, job, now());
      }),
    savePlan: (jobId, items) =>
      commits.now((db) => {
        savePlan(db, jobId, items);
        setPlanned(db, jobId, items.length);
      }),
    items: <Item>(jobId: string) => commits.read((db) => readItems<Item>(db, jobId, plannedItems(db, jobId), logger)),
    endItem: (jobId, index, end) => commits.late((db) => endItem(db, jobId, index, end)),
    item: (jobId, index) => createItemJournal(jobId, index, commits, logger),
    clearJob: (jobId) => commits.now((db) => clearJob(db, jobId)),
    leftovers: () => commits.now((db) => readLeftovers(db, logger)),
    history: (query, cursor) => commits.read((db) => readHistory(db, query, cursor, logger)),
    clearHistory: () => commits.now(clearHistory),
    close: () => commits.close(),
  };
}
