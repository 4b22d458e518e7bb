import { AppError, appError } from '../../../shared/errors.ts';
import { sendOrGiveUp } from './giveUp.ts';
import type { Arrival, FileIdentity, ItemJournal } from './journal/records.ts';
import type { SentFile } from './planUpload.ts';
import { putOnce } from './putWhole.ts';
import { errorData } from './retry.ts';
import { sendOpened } from './sendOpened.ts';
import { isSameFile, isSourceChange, openSource } from './source.ts';
import type { Settling, WorkPorts } from './work.ts';

/** `identity`: what the file must be; null where nobody else writes to it. */
export type ExactFile = SentFile & { identity: FileIdentity | null };

/** A file that has become another one is told apart from an object that has. */
function asSourceChange(error: unknown): unknown {
  return isSourceChange(error) ? new AppError({ ...errorData(error), code: 'source-changed' }) : error;
}

/**
 * Says which version a large file has become where the server has not: Ceph, when it is told once more to complete what
 * is complete. It has arrived in any case.
 */
async function withVersion(
  arrived: Arrival,
  key: string,
  { store, bucket, retrier, signal }: WorkPorts,
): Promise<Arrival> {
  try {
    const { etag, versionId } = await retrier.run(() => store.head({ bucket, key }, signal), signal);
    return etag === arrived.etag ? { ...arrived, versionId } : arrived;
  } catch {
    return arrived;
  }
}

async function send(
  item: ExactFile,
  triedAt: number | null,
  journal: ItemJournal,
  ports: WorkPorts,
  settling: Settling,
): Promise<Arrival> {
  const { path, name, identity } = item;
  const source = await openSource(path, name);
  try {
    if (identity && !isSameFile(source.identity, identity)) {
      throw appError('source-changed', `${name}: it is not what it was`, { details: { path: name } });
    }
    ports.meter.grow(source.size - item.size);
    let isPut = false;
    const arrived = await sendOpened(source, item, journal, ports, settling, () => {
      isPut = true;
      return putOnce(source, item, triedAt, ports);
    });
    return isPut || arrived.versionId !== null ? arrived : await withVersion(arrived, item.key, ports);
  } finally {
    await source.close();
  }
}

/**
 * Uploads a file as it is, or not at all: one that is not, or does not stay, what its identity says fails with
 * `source-changed`, one that is gone with `source-deleted`. It makes one version of its key, however often it is cut off
 * and taken up again. `triedAt`: as in `putOnce`. Otherwise as `uploadFile`.
 */
export async function uploadExactly(
  item: ExactFile,
  triedAt: number | null,
  journal: ItemJournal,
  ports: WorkPorts,
  settling: Settling,
): Promise<Arrival> {
  return sendOrGiveUp(item, journal, ports, async () => {
    try {
      return await send(item, triedAt, journal, ports, settling);
    } catch (error) {
      throw asSourceChange(error);
    }
  });
}
