import mime from 'mime';
import type { Arrival } from './journal/records.ts';
import { lateSignal } from './lateSignal.ts';
import { GRACE_MS } from './limits.ts';
import { createTally } from './meter.ts';
import type { SentFile } from './planUpload.ts';
import { errorData } from './retry.ts';
import { sameObject } from './sameObject.ts';
import { sending } from './sending.ts';
import type { Source } from './source.ts';
import type { WorkPorts } from './work.ts';

export const contentTypeOf = (name: string) => mime.getType(name) ?? 'application/octet-stream';

/** More than what may have been handed to the network without being counted as sent. */
const BUFFERED_BYTES = 1024 * 1024;

/** How long (ms) a server may still be at work on a request whose sender is gone. */
const STILL_AT_WORK_MS = 2000;

/** One try to send a small file in one request. `once`: as the store's. */
async function put(source: Source, item: SentFile, once: boolean, ports: WorkPorts): Promise<Arrival> {
  const { store, bucket, budget, meter, clock, signal } = ports;
  const release = await budget.take(ports.jobId, source.size, signal);
  const tally = createTally(meter);
  // Cut off in the middle, a body leaves nothing. Once all of it may be on the way only the server knows what there is.
  const late = lateSignal(signal, clock, () => (source.size - tally.sent() > BUFFERED_BYTES ? 0 : GRACE_MS));
  try {
    const body = await source.read(0, source.size);
    await source.assertUnchanged();
    const address = { bucket, key: item.key };
    const options = { contentType: contentTypeOf(item.key), once };
    const { etag, versionId } = await store.put(
      address,
      body,
      options,
      sending(tally, ports, late.signal),
      late.signal,
    );
    tally.succeeded(source.size);
    return { etag, versionId, size: source.size };
  } catch (error) {
    tally.failed();
    throw error;
  } finally {
    late.release();
    release();
  }
}

/** Sends a small file in one request, again when that fails. */
export function putWhole(source: Source, item: SentFile, ports: WorkPorts): Promise<Arrival> {
  return ports.retrier.run(() => put(source, item, false, ports), ports.signal);
}

/** The server has refused the request, so it has not carried it out. What else fails may have been. */
function isRefused(error: unknown): boolean {
  const { status = 0 } = errorData(error);
  return status >= 400 && status < 500;
}

/**
 * Sends a small file so that it makes one version: after a try whose answer is not known, it is sent again only when its
 * bytes do not stand under the key. `triedAt`: until then (ms since the epoch) an earlier run may have sent it; null when
 * none has.
 */
export function putOnce(source: Source, item: SentFile, triedAt: number | null, ports: WorkPorts): Promise<Arrival> {
  const { retrier, clock, meter, signal } = ports;
  let unsureSince = triedAt;
  return retrier.run(async () => {
    if (unsureSince !== null) {
      await clock.sleep(Math.max(0, unsureSince + STILL_AT_WORK_MS - clock.now()), signal);
      const there = await sameObject(source, item.key, ports);
      if (there) {
        meter.restore(source.size);
        return there;
      }
    }
    try {
      return await put(source, item, true, ports);
    } catch (error) {
      if (!isRefused(error)) unsureSince = clock.now();
      throw error;
    }
  }, signal);
}
