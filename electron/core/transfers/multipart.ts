import { randomUUID } from 'node:crypto';
import { AppError, isCancelled } from '../../../shared/errors.ts';
import { mapConcurrently } from '../concurrency.ts';
import { isGone, removeUnnoted } from './abandon.ts';
import { hasOpaqueEtags, multipartEtag, noteOpaqueEtag } from './etagHabits.ts';
import type { Arrival, UploadRecord } from './journal/records.ts';
import { lateSignal } from './lateSignal.ts';
import { GRACE_MS } from './limits.ts';
import { createTally } from './meter.ts';
import { type OpenUpload, type PartUpload, partMd5s } from './openUpload.ts';
import { partAt, partsOf } from './parts.ts';
import { resumeUpload } from './resume.ts';
import { sending } from './sending.ts';
import { ours, TOKEN_NAME } from './settle.ts';
import type { WorkPorts } from './work.ts';

/** How often an upload that the server has lost is begun anew. */
const MAX_RESTARTS = 5;

type Plan = { partSize: number; contentType: string };

/** What counts as done of a file: it does not any more when the file is begun anew, fails or is cancelled. */
type Counted = { bytes: number };

/**
 * Begins an upload: first the intention is kept, then the id, before any part. Its answer is waited for though the job
 * ends: without the id nobody could remove it.
 */
async function begin({ source, item, journal }: PartUpload, plan: Plan, ports: WorkPorts): Promise<OpenUpload> {
  const { store, bucket, retrier, clock, signal } = ports;
  const { key } = item;
  const former = journal.upload()?.record ?? null;
  const intent: UploadRecord = {
    phase: 'intent',
    bucket,
    key,
    uploadId: null,
    token: hasOpaqueEtags(ports) ? randomUUID() : null,
    partSize: plan.partSize,
    identity: source.identity,
    startedAt: former?.startedAt ?? new Date(clock.now()).toISOString(),
  };
  journal.saveUpload(intent);
  const options = {
    contentType: plan.contentType,
    metadata: intent.token === null ? undefined : { [TOKEN_NAME]: intent.token },
  };
  /** One may have been begun whose id never came, or was not kept. */
  let mayBeBegun = former !== null;
  const uploadId = await retrier.run(async () => {
    if (mayBeBegun) {
      const failure = await removeUnnoted(intent, ports, signal);
      if (failure) throw new AppError(failure);
    }
    mayBeBegun = true;
    const late = lateSignal(signal, clock, () => GRACE_MS);
    try {
      return (await store.createMultipart({ bucket, key }, options, late.signal)).uploadId;
    } finally {
      late.release();
    }
  }, signal);
  const record = { ...intent, phase: 'open', uploadId } as const;
  journal.saveUpload(record);
  return { record, parts: new Map() };
}

/** Sends the parts that are missing, several at a time. When it throws, no part is on its way any more. */
async function sendParts(
  { source, journal }: PartUpload,
  { record, parts }: OpenUpload,
  counted: Counted,
  ports: WorkPorts,
): Promise<void> {
  const { store, budget, meter, retrier, limits, jobId } = ports;
  const { bucket, key, uploadId, partSize } = record;

  /** `signal` ends with the job, or when another part of this file has failed for good. */
  async function sendPart(number: number, signal: AbortSignal): Promise<void> {
    const { offset, length } = partAt({ partSize }, number, source.size);
    await retrier.run(async () => {
      const release = await budget.take(jobId, length, signal);
      const tally = createTally(meter);
      try {
        await source.assertUnchanged();
        const body = await source.read(offset, length);
        const address = { bucket, key, uploadId, partNumber: number };
        const { etag, md5, crc32 } = await store.uploadPart(address, body, sending(tally, ports, signal), signal);
        journal.addPart({ number, etag, md5, crc32 });
        parts.set(number, { number, etag, md5, crc32 });
        tally.succeeded(length);
        counted.bytes += length;
        if (etag.toLowerCase() !== md5) noteOpaqueEtag(ports);
      } catch (error) {
        tally.failed();
        throw error;
      } finally {
        release();
      }
    }, signal);
  }

  const { count } = partsOf(source.size, partSize);
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((number) => !parts.has(number));
  await mapConcurrently(missing, limits.partsPerFile, (number, _i, signal) => sendPart(number, signal), ports.signal);
}

/** Makes the object of the parts. Throws `not-found` when the upload is gone, and the object is none of ours. */
async function complete(
  { source, journal, settling }: PartUpload,
  open: OpenUpload,
  ports: WorkPorts,
): Promise<Arrival> {
  const { store, retrier, clock, signal } = ports;
  const { record } = open;
  await source.assertUnchanged();
  const md5s = await partMd5s(open, source, signal);
  journal.saveUpload({ ...record, phase: 'completing' });
  settling();
  const parts = [...open.parts.values()].map(({ number, etag, crc32 }) => ({ partNumber: number, etag, crc32 }));
  return retrier.run(async () => {
    const late = lateSignal(signal, clock, () => GRACE_MS);
    try {
      const { etag, versionId } = await store.completeMultipart(record, parts, late.signal);
      if (etag.toLowerCase() !== multipartEtag(md5s)) noteOpaqueEtag(ports);
      return { etag, versionId, size: source.size };
    } catch (error) {
      // An upload that is gone has been completed by a try whose answer was lost, or removed by somebody.
      const arrived = isGone(error) ? await ours(record, md5s, ports, late.signal) : null;
      if (!arrived) throw error;
      return arrived;
    } finally {
      late.release();
    }
  }, signal);
}

/** Sends what is missing of an upload, an earlier run's or a new one. Throws `not-found` when the server has lost it. */
async function sendOnce(upload: PartUpload, plan: Plan, ports: WorkPorts): Promise<Arrival> {
  const { source } = upload;
  const { meter, signal } = ports;
  const resumed = await resumeUpload(upload, ports);
  if (resumed && 'arrived' in resumed) {
    meter.restore(source.size);
    return resumed.arrived;
  }
  const open = resumed ?? (await begin(upload, plan, ports));
  const counted: Counted = { bytes: 0 };
  for (const number of open.parts.keys()) counted.bytes += partAt(open.record, number, source.size).length;
  meter.restore(counted.bytes);
  try {
    await sendParts(upload, open, counted, ports);
    return await complete(upload, open, ports);
  } catch (error) {
    const isResting = signal.aborted && !isCancelled(signal.reason);
    if (!isResting) meter.takeBack(counted.bytes);
    throw error;
  }
}

/**
 * Uploads a large file in parts, going on from what its journal and the server have of it. When it throws, both are
 * left as they are; what was done of it counts on only when the job rests. Throws `not-found` when the server loses the
 * upload again and again.
 */
export async function uploadParts(upload: PartUpload, plan: Plan, ports: WorkPorts): Promise<Arrival> {
  for (let restarts = 0; ; restarts += 1) {
    try {
      const arrived = await sendOnce(upload, plan, ports);
      upload.journal.endUpload(arrived);
      return arrived;
    } catch (error) {
      if (ports.signal.aborted || !isGone(error)) throw error;
      upload.journal.endUpload();
      if (restarts === MAX_RESTARTS) throw error;
      ports.notice({ kind: 'upload-restarted', name: upload.item.name });
    }
  }
}
