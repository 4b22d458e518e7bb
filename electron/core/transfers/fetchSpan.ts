import type { Readable } from 'node:stream';
import { appError } from '../../../shared/errors.ts';
import type { ByteRange } from './byteRanges.ts';
import type { DownloadObject, DownloadPorts } from './downloadObject.ts';
import { errorData } from './retry.ts';

/** A stream holds about this much in memory: its socket's and its pipe's buffers, and what waits to be written. */
const STREAM_BYTES = 2 * 1024 * 1024;
/** Bytes are collected up to about this many before they are written: a write for each chunk of the socket is dear. */
const WRITE_BYTES = 1024 * 1024;
/** A body of which nothing comes for so long (ms) is given up. */
const STALL_MS = 30_000;

/** Where the bytes of a span go. */
export type Sink = {
  /** Bytes have arrived; they may wait a little until they are written. */
  arrived(bytes: number): void;
  /** The chunks one after the other, the first at `position`. */
  write(chunks: readonly Buffer[], position: number, bytes: number): Promise<void>;
  /** The server can only send the whole object, which the span is: all of it comes again. */
  again?(): void;
};

const OVER = new Error('the body has ended');

/** Ends a body of which nothing comes while somebody waits for it. The returned functions tell when that is. */
function watchStall(body: Readable, name: string, clock: DownloadPorts['clock']) {
  const over = new AbortController();
  let since: number | null = clock.now();
  const left = () => (since === null ? STALL_MS : since + STALL_MS - clock.now());

  async function watch() {
    for (let wait = left(); wait > 0; wait = left()) await clock.sleep(wait, over.signal);
    body.destroy(appError('network-timeout', `${name}: nothing came for ${STALL_MS} ms`, { retryable: true }));
  }
  // It ends with the reason of `over`, which is no failure.
  watch().catch(() => undefined);
  return {
    waiting() {
      since = clock.now();
    },
    busy() {
      since = null;
    },
    end: () => over.abort(OVER),
  };
}

/**
 * Fetches the bytes of a span in their order. After a failure it goes on from the byte it had reached. All of them are
 * from the one state of the object that its ETag tells (when it has none, from that of the first answer). Throws
 * `changed`, `not-found`; `unsupported` when the server sends the whole object where a part of it was asked for.
 */
export async function fetchSpan(
  object: DownloadObject,
  [start, end]: ByteRange,
  sink: Sink,
  ports: DownloadPorts,
  signal: AbortSignal,
): Promise<void> {
  const { store, budget, bandwidth, clock, retrier, jobId, learned } = ports;
  const isWhole = start === 0 && end === object.size;
  let { etag } = object;
  let position = start;

  /** Writes what comes until it ends or breaks off; then what has come until then is written too. */
  async function writeBody(body: Readable) {
    const stall = watchStall(body, object.name, clock);
    let chunks: Buffer[] = [];
    let bytes = 0;

    async function writeAll() {
      const [all, length] = [chunks, bytes];
      chunks = [];
      bytes = 0;
      await sink.write(all, position, length);
      position += length;
    }

    try {
      // A byte stream's chunks are Buffers, though its type does not say so.
      for await (const chunk of body as AsyncIterable<Buffer>) {
        stall.busy();
        chunks.push(chunk);
        bytes += chunk.byteLength;
        sink.arrived(chunk.byteLength);
        const turn = bandwidth.take(chunk.byteLength, signal);
        if (turn) await turn;
        if (bytes >= WRITE_BYTES) await writeAll();
        stall.waiting();
      }
    } finally {
      stall.end();
      if (bytes > 0) await writeAll();
    }
  }

  function open() {
    const range = isWhole && position === 0 ? undefined : { start: position, end: end - 1 };
    return store.get(object.address, { range, ifMatch: etag, size: object.size }, signal);
  }

  function beginAgain() {
    position = start;
    sink.again?.();
  }

  async function openKnowing() {
    if (isWhole && position > 0 && !learned.rangesWork) beginAgain();
    const asksForRange = !isWhole || position > 0;
    try {
      return await open();
    } catch (error) {
      if (!asksForRange || errorData(error).code !== 'unsupported') throw error;
      learned.rangesWork = false;
      if (!isWhole) throw error;
      beginAgain();
      return open();
    }
  }

  async function fetchRest(progressed: () => void) {
    const answer = await openKnowing();
    const from = position;
    try {
      if (answer.totalSize !== object.size || (etag !== undefined && answer.etag !== etag)) {
        throw appError('changed', `${object.name}: it is another object now`);
      }
      etag = answer.etag;
      await writeBody(answer.body);
    } finally {
      answer.body.destroy();
      if (position > from) progressed();
    }
    if (position !== end) {
      throw appError('network', `${object.name}: ${position} of ${end} bytes came`, { retryable: true });
    }
  }

  await retrier.run(async (progressed) => {
    // All bytes had come when the connection failed.
    if (position > start && position === end) return;
    const release = await budget.take(jobId, Math.min(STREAM_BYTES, end - start), signal);
    try {
      await fetchRest(progressed);
    } finally {
      release();
    }
  }, signal);
}
