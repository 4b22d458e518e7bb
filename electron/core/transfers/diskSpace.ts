import { statfs } from 'node:fs/promises';
import { appError, type ErrorData } from '../../../shared/errors.ts';
import { localError } from '../localErrors.ts';
import type { WorkPorts } from './work.ts';

/** Bytes that are still to be written, and those that the disk has free. */
export type Room = { needed: number; free: number };

/** How often a full disk is looked at again (ms). */
const LOOK_MS = 5000;

/** Throws the local errors. */
export async function roomIn(folder: string, needed: number): Promise<Room> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return { needed, free: bavail * bsize };
  } catch (error) {
    throw localError(error, folder);
  }
}

/**
 * Waits until the disk has room for what is still to come; after a write that it had no room for (`failed`), a moment in
 * any case. Throws the signal's reason and the local errors.
 */
export async function waitForRoom(
  look: () => Promise<Room>,
  name: string,
  { clock, signal, waiting }: Pick<WorkPorts, 'clock' | 'signal' | 'waiting'>,
  failed?: ErrorData,
): Promise<void> {
  let ended: (() => void) | null = null;
  let error = failed;
  try {
    for (;;) {
      signal.throwIfAborted();
      const { needed, free } = await look();
      if (free < needed) {
        const details = { path: name, needed: String(needed), free: String(free) };
        error = appError('local-disk-full', `${name}: ${needed} bytes are needed, ${free} are free`, { details }).data;
      }
      if (!error) return;
      ended ??= waiting('disk-full', error, null);
      error = undefined;
      await clock.sleep(LOOK_MS, signal);
    }
  } finally {
    ended?.();
  }
}
