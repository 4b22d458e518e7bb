import mime from 'mime';
import { isCancelled } from '../../../shared/errors.ts';
import { clearTheWay, discardUpload, withAddress } from './abandon.ts';
import { restless, untilCalm } from './calm.ts';
import type { ItemJournal } from './journal/records.ts';
import { lateSignal } from './lateSignal.ts';
import { GRACE_MS } from './limits.ts';
import { createTally } from './meter.ts';
import { uploadParts } from './multipart.ts';
import { type PartPlan, partsOf, planParts } from './parts.ts';
import type { UploadItem } from './planUpload.ts';
import { errorData } from './retry.ts';
import { sending } from './sending.ts';
import { lookAfterCancel } from './settle.ts';
import { isSourceChange, openSource, type Source } from './source.ts';
import type { Settling, WorkPorts } from './work.ts';

export { discardUpload } from './abandon.ts';

const contentTypeOf = (name: string) => mime.getType(name) ?? 'application/octet-stream';

/** More than what may have been handed to the network without being counted as sent. */
const BUFFERED_BYTES = 1024 * 1024;

/** How often a file that is written to meanwhile is begun anew. */
const MAX_RESTARTS = 5;

/** What no further try can mend: then nothing is kept for one. */
const HOPELESS: ReadonlySet<string> = new Set([
  'changed',
  'source-deleted',
  'not-found',
  'unsupported',
  'invalid-request',
  'internal',
]);

/** Sends a small file in one request. */
async function putWhole(source: Source, item: UploadItem, ports: WorkPorts): Promise<void> {
  const { store, bucket, budget, meter, retrier, clock, signal } = ports;
  await retrier.run(async () => {
    const release = await budget.take(ports.jobId, source.size, signal);
    const tally = createTally(meter);
    // Cut off in the middle, a body leaves nothing. Once all of it may be on the way only the server knows what there is.
    const late = lateSignal(signal, clock, () => (source.size - tally.sent() > BUFFERED_BYTES ? 0 : GRACE_MS));
    try {
      const body = await source.read(0, source.size);
      await source.assertUnchanged();
      const options = { contentType: contentTypeOf(item.key) };
      await store.put({ bucket, key: item.key }, body, options, sending(tally, ports, late.signal), late.signal);
      tally.succeeded(source.size);
    } catch (error) {
      tally.failed();
      throw error;
    } finally {
      late.release();
      release();
    }
  }, signal);
}

/** Whether what was sent is still what the file holds. One that is gone was sent whole before. */
async function isCurrent(source: Source): Promise<boolean> {
  try {
    await source.assertUnchanged();
    return true;
  } catch (error) {
    if (errorData(error).code === 'source-deleted') return true;
    if (isSourceChange(error)) return false;
    throw error;
  }
}

/** Sends the file as it was when it was opened. `outdated`: the server has that, but the file was written to meanwhile. */
async function sendOpened(
  source: Source,
  item: UploadItem,
  journal: ItemJournal,
  ports: WorkPorts,
  settling: Settling,
): Promise<'done' | 'outdated'> {
  const plan: PartPlan = planParts(source.size, ports.maxParts);
  if (plan.kind === 'multipart') {
    const contentType = contentTypeOf(item.key);
    await uploadParts({ source, item, journal, settling }, { partSize: plan.partSize, contentType }, ports);
    return 'done';
  }
  const former = journal.upload();
  if (former) {
    // It was larger once.
    await clearTheWay(former.record, item.name, journal, ports);
    ports.notice({ kind: 'source-restarted', name: item.name });
  }
  await putWhole(source, item, ports);
  if (await isCurrent(source)) return 'done';
  ports.meter.takeBack(source.size);
  return 'outdated';
}

/** Sends the file, and again when it was written to meanwhile, as soon as it is left alone. */
async function sendAsItRests(item: UploadItem, journal: ItemJournal, ports: WorkPorts, settling: Settling) {
  let counted = item.size;
  for (let restarts = 0; ; restarts += 1) {
    const source = await openSource(item.path, item.name);
    let change: unknown = null;
    try {
      // It may have grown or shrunk since it was counted.
      ports.meter.grow(source.size - counted);
      counted = source.size;
      if ((await sendOpened(source, item, journal, ports, settling)) === 'done') return;
    } catch (error) {
      if (!isSourceChange(error) || ports.signal.aborted) throw error;
      change = error;
      const saved = journal.upload();
      if (saved) await clearTheWay(saved.record, item.name, journal, ports);
    } finally {
      await source.close();
    }
    if (restarts === MAX_RESTARTS) throw change ?? restless(item.name);
    const { size } = await untilCalm(item.path, item.name, ports);
    // Judged only now: a file that is rewritten is often cut first.
    if (change !== null && size < source.size) throw change;
    ports.notice({ kind: 'source-restarted', name: item.name });
  }
}

/** Removes what is on the server of a file. True after a cancel: the object is there all the same, whole, since before that. */
async function giveUp(item: UploadItem, journal: ItemJournal, ports: WorkPorts): Promise<boolean> {
  const saved = journal.upload();
  if (!saved) return false;
  const { record, parts } = saved;
  const failure = await discardUpload(record, journal, ports);
  if (failure) ports.leftBehind(item.name, withAddress(failure, record));
  const isAllThere = parts.length === partsOf(record.identity.size, record.partSize).count;
  if (!ports.signal.aborted || record.phase !== 'completing' || !isAllThere) return false;
  const md5s = parts.toSorted((a, b) => a.number - b.number).map(({ md5 }) => md5);
  const found = await lookAfterCancel(record, md5s, ports);
  if (found === true) ports.meter.restore(record.identity.size);
  else if (found !== false) ports.leftBehind(item.name, withAddress(found, record));
  return found === true;
}

/**
 * Uploads one file, going on from where its journal says that an earlier run has come. When it resolves, the server has
 * the bytes that the file had at one moment, and has proven it.
 *
 * When it throws after a cancel, or for what no further try can mend (`changed`: the file was cut, or does not come to
 * rest; `source-deleted`), nothing is left on the server, or `leftBehind` was told and the record stays. When the job
 * rests (its signal aborted for any other reason) or fails, parts and journal stay for the next run.
 */
export async function uploadFile(
  item: UploadItem,
  journal: ItemJournal,
  ports: WorkPorts,
  settling: Settling,
): Promise<void> {
  try {
    await sendAsItRests(item, journal, ports, settling);
  } catch (error) {
    const { aborted, reason } = ports.signal;
    const isOver = aborted ? isCancelled(reason) : HOPELESS.has(errorData(error).code);
    if (isOver && (await giveUp(item, journal, ports))) return;
    throw error;
  }
}
