import mime from 'mime';
import { lateSignal } from './lateSignal.ts';
import { GRACE_MS } from './limits.ts';
import { createTally } from './meter.ts';
import { uploadParts } from './multipart.ts';
import { planParts } from './parts.ts';
import type { UploadItem } from './planUpload.ts';
import { openSource, type Source } from './source.ts';
import type { Settling, WorkPorts } from './work.ts';

const contentTypeOf = (name: string) => mime.getType(name) ?? 'application/octet-stream';

/** More than what may have been handed to the network without being counted as sent. */
const BUFFERED_BYTES = 1024 * 1024;

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
      await store.put({ bucket, key: item.key }, body, options, tally.add, late.signal);
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

/**
 * Uploads one file. When it resolves, the server has the bytes that the file had at one moment, and has proven it;
 * otherwise it throws and there are no parts on the server (or `leftBehind` was told). Throws `changed` when the file
 * was written to meanwhile.
 */
export async function uploadFile(item: UploadItem, ports: WorkPorts, settling: Settling): Promise<void> {
  const source = await openSource(item.path, item.name);
  try {
    // It may have grown or shrunk since it was counted.
    ports.meter.grow(source.size - item.size);
    const plan = planParts(source.size, ports.maxParts);
    if (plan.kind === 'single') await putWhole(source, item, ports);
    else await uploadParts({ source, item, plan, contentType: contentTypeOf(item.key), settling }, ports);
  } finally {
    await source.close();
  }
}
