import { createHash } from 'node:crypto';
import { mapConcurrently } from '../concurrency.ts';
import type { UploadedPart } from '../s3/objectStore.ts';
import { abandonUpload, type UploadAddress } from './abandon.ts';
import { lateSignal } from './lateSignal.ts';
import { GRACE_MS } from './limits.ts';
import { createTally } from './meter.ts';
import { type PartPlan, partAt } from './parts.ts';
import type { UploadItem } from './planUpload.ts';
import { errorData } from './retry.ts';
import type { Source } from './source.ts';
import type { Settling, WorkPorts } from './work.ts';

type MultipartUpload = {
  source: Source;
  item: UploadItem;
  plan: Extract<PartPlan, { kind: 'multipart' }>;
  contentType: string;
  settling: Settling;
};

/**
 * The ETag that most servers give an object of these parts: the MD5 of their MD5s, and their number (S3 User Guide,
 * "Checking object integrity"). Null when the parts' ETags are no MD5s.
 */
export function multipartEtag(parts: readonly UploadedPart[]): string | null {
  if (!parts.every((part) => /^[0-9a-f]{32}$/.test(part.etag))) return null;
  const hash = createHash('md5');
  for (const part of parts.toSorted((a, b) => a.partNumber - b.partNumber)) hash.update(Buffer.from(part.etag, 'hex'));
  return `${hash.digest('hex')}-${parts.length}`;
}

/** Sends all parts, several at a time. When it throws, no part is on its way any more. */
async function sendParts(
  { source, plan }: MultipartUpload,
  address: UploadAddress,
  ports: WorkPorts,
): Promise<UploadedPart[]> {
  const { store, budget, meter, retrier, limits, jobId } = ports;
  let sentBytes = 0;

  /** `signal` ends with the job, or when another part of this file has failed for good. */
  async function sendPart(number: number, signal: AbortSignal): Promise<UploadedPart> {
    const { offset, length } = partAt(plan, number, source.size);
    return retrier.run(async () => {
      const release = await budget.take(jobId, length, signal);
      const tally = createTally(meter);
      try {
        await source.assertUnchanged();
        const body = await source.read(offset, length);
        const part = await store.uploadPart({ ...address, partNumber: number }, body, tally.add, signal);
        tally.succeeded(length);
        sentBytes += length;
        return part;
      } catch (error) {
        tally.failed();
        throw error;
      } finally {
        release();
      }
    }, signal);
  }

  const numbers = Array.from({ length: plan.count }, (_, i) => i + 1);
  try {
    return await mapConcurrently(
      numbers,
      limits.partsPerFile,
      (number, _index, signal) => sendPart(number, signal),
      ports.signal,
    );
  } catch (error) {
    meter.takeBack(sentBytes);
    throw error;
  }
}

/** Whether the object under the key is the one these parts make: then the answer to its completion was lost. */
async function isComplete({ source, item }: MultipartUpload, parts: readonly UploadedPart[], ports: WorkPorts) {
  const expected = multipartEtag(parts);
  if (expected === null) return false;
  try {
    const { size, etag } = await ports.store.head({ bucket: ports.bucket, key: item.key }, ports.signal);
    return size === source.size && etag === expected;
  } catch (error) {
    if (errorData(error).code === 'not-found') return false;
    throw error;
  }
}

async function complete(upload: MultipartUpload, address: UploadAddress, parts: UploadedPart[], ports: WorkPorts) {
  const { store, retrier, clock, signal } = ports;
  await upload.source.assertUnchanged();
  upload.settling();
  await retrier.run(async () => {
    const late = lateSignal(signal, clock, () => GRACE_MS);
    try {
      await store.completeMultipart(address, parts, late.signal);
    } catch (error) {
      // An upload that is gone has been completed by a try whose answer was lost, or removed by somebody.
      if (errorData(error).code !== 'not-found' || !(await isComplete(upload, parts, ports))) throw error;
    } finally {
      late.release();
    }
  }, signal);
}

/** Begins an upload. After a cancel its answer is waited for all the same: without the id nobody could remove it. */
async function begin({ item, contentType }: MultipartUpload, ports: WorkPorts): Promise<UploadAddress> {
  const { store, bucket, retrier, clock, signal } = ports;
  const { key } = item;
  return retrier.run(async () => {
    const late = lateSignal(signal, clock, () => GRACE_MS);
    try {
      const { uploadId } = await store.createMultipart({ bucket, key }, { contentType }, late.signal);
      return { bucket, key, uploadId };
    } finally {
      late.release();
    }
  }, signal);
}

/** Uploads a large file in parts. When it throws, the upload was removed from the server, or `leftBehind` was told. */
export async function uploadParts(upload: MultipartUpload, ports: WorkPorts): Promise<void> {
  const address = await begin(upload, ports);
  try {
    const parts = await sendParts(upload, address, ports);
    await complete(upload, address, parts, ports);
  } catch (error) {
    const failure = await abandonUpload(ports.store, address, ports.clock);
    if (failure) ports.leftBehind(upload.item.name, { ...failure, details: { ...failure.details, ...address } });
    throw error;
  }
}
