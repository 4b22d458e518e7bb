import { appError, type ErrorData } from '../../../shared/errors.ts';
import type { Clock, Logger } from '../ports.ts';
import { discardDownload } from './download.ts';
import type { Journal, Leftover } from './journal/journal.ts';
import type { Links } from './links.ts';
import { errorData } from './retry.ts';
import { discardUpload } from './upload.ts';

/** A connection whose keys the user must give first is not waited for: what is left stays for the next start. */
const CONNECTION_MS = 5000;

type Deps = { journal: Journal; links: Links; clock: Clock; logger: Logger };

async function removeOne(left: Leftover, { journal, links, clock }: Deps, signal: AbortSignal) {
  const item = journal.item(left.jobId, left.index);
  if (left.kind === 'download') return discardDownload(left, item);
  const late = new AbortController();
  const timer = new AbortController();
  const timeout = appError('network-timeout', 'the connection was not to be had in time', { retryable: true });
  clock.sleep(CONNECTION_MS, timer.signal).then(
    () => late.abort(timeout),
    () => undefined, // It was to be had.
  );
  const lease = await links
    .lease(left.connectionId, AbortSignal.any([signal, late.signal]))
    .finally(() => timer.abort());
  try {
    return await discardUpload(left.record, item, { store: lease.link.store, clock }, signal);
  } finally {
    lease.release();
  }
}

/**
 * Removes what jobs that were given up have left on the server and the disk: of one job, or of all. What cannot be
 * removed now stays in the journal and is tried again at the next start; it is answered with.
 */
export async function removeLeftovers(
  deps: Deps,
  jobId: string | null,
  signal: AbortSignal,
): Promise<{ left: Leftover; error: ErrorData }[]> {
  const failed: { left: Leftover; error: ErrorData }[] = [];
  for (const left of deps.journal.leftovers()) {
    if (jobId !== null && left.jobId !== jobId) continue;
    if (signal.aborted) break;
    const error = await removeOne(left, deps, signal).catch(errorData);
    if (!error) continue;
    failed.push({ left, error });
    deps.logger.warn('something could not be removed', { jobId: left.jobId, kind: left.kind, code: error.code });
  }
  return failed;
}
