import { type AppError, appError } from '../../../shared/errors.ts';
import type { FileIdentity } from './journal/records.ts';
import { isSameFile, lookAtFile } from './source.ts';
import type { WorkPorts } from './work.ts';

const LOOK_EVERY_MS = 1000;
const LEAST_CALM_MS = 2000;
const LONGEST_CALM_MS = 10_000;
const CALM_MS_PER_GIB = 1000;
const GIB = 1024 ** 3;
/** A file that is written to for longer than this is none that can be uploaded. */
const PATIENCE_MS = 10 * 60_000;

/** How long (ms) a file of so many bytes must have stayed the same: large files are written with larger breaks. */
export function calmMs(size: number): number {
  return Math.min(LONGEST_CALM_MS, Math.max(LEAST_CALM_MS, (size / GIB) * CALM_MS_PER_GIB));
}

/** The error of a file that is written to all the time. `name` is for messages. */
export function restless(name: string): AppError {
  return appError('changed', `${name}: it is being written to`, { details: { path: name } });
}

/**
 * Waits until a file that was written to has been left alone for a while, and tells what it is then. Throws `changed`
 * when it does not come to rest within ten minutes, `source-deleted` when it is gone, the signal's reason.
 */
export async function untilCalm(
  path: string,
  name: string,
  { clock, signal, waiting }: Pick<WorkPorts, 'clock' | 'signal' | 'waiting'>,
): Promise<FileIdentity> {
  const endWaiting = waiting('source-changing', restless(name).data, null);
  try {
    const begun = clock.now();
    let seen = await lookAtFile(path, name);
    let since = begun;
    while (clock.now() - since < calmMs(seen.size)) {
      if (clock.now() - begun >= PATIENCE_MS) throw restless(name);
      await clock.sleep(LOOK_EVERY_MS, signal);
      const now = await lookAtFile(path, name);
      if (!isSameFile(now, seen)) since = clock.now();
      seen = now;
    }
    return seen;
  } finally {
    endWaiting();
  }
}
