import { createHash } from 'node:crypto';
import { appError } from '../../../shared/errors.ts';
import type { LocalFolder } from './localFolder.ts';
import type { DownloadItem } from './planDownload.ts';
import { errorData } from './retry.ts';
import { openTarget, type Target } from './target.ts';
import type { Settling, WorkPorts } from './work.ts';

export type FileItem = Extract<DownloadItem, { kind: 'file' }>;

/** What the downloads of one job share. */
export type DownloadPorts = WorkPorts & {
  root: LocalFolder;
  etags: {
    /** False once an ETag that looks like an MD5 was seen to be none (objects encrypted with a key service have such). */
    areMd5: boolean;
  };
};

/** A stream holds about this much in memory: its socket's and its pipe's buffers, and what waits to be written. */
const STREAM_BYTES = 2 * 1024 * 1024;
/** Bytes are collected up to about this many before they are written: a write for each chunk of the socket is dear. */
const WRITE_BYTES = 1024 * 1024;

const looksLikeMd5 = (etag: string | undefined) => etag !== undefined && /^[0-9a-f]{32}$/.test(etag);

/**
 * Fetches the object from its first byte to its last, and answers with the MD5 of what came if its ETag looks like one.
 * After a failure it goes on from the byte it had reached. `If-Match` keeps all of it from one version. Throws
 * `changed`, `not-found` and more.
 */
async function fetchAll(item: FileItem, target: Target, ports: DownloadPorts): Promise<string | null> {
  const { store, bucket, budget, meter, retrier, signal } = ports;
  const address = { bucket, key: item.key, versionId: item.versionId };
  const hash = looksLikeMd5(item.etag) && ports.etags.areMd5 ? createHash('md5') : null;
  let position = 0;
  let arrived = 0;
  let etag = item.etag;

  async function writeAll(chunks: readonly Buffer[], bytes: number) {
    await target.write(chunks, position);
    for (const chunk of chunks) hash?.update(chunk);
    position += bytes;
  }

  /** Writes what comes until it ends or breaks off; then what has come until then is written too. */
  async function writeBody(body: AsyncIterable<Buffer>) {
    let chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of body) {
        chunks.push(chunk);
        bytes += chunk.byteLength;
        arrived += chunk.byteLength;
        meter.add(chunk.byteLength);
        if (bytes < WRITE_BYTES) continue;
        const full = chunks;
        const length = bytes;
        chunks = [];
        bytes = 0;
        await writeAll(full, length);
      }
    } finally {
      if (bytes > 0 && !signal.aborted) await writeAll(chunks, bytes);
    }
  }

  async function fetchRest(progressed: () => void) {
    const start = position;
    const range = start === 0 ? undefined : { start, end: item.size - 1 };
    const answer = await store.get(address, { range, ifMatch: etag }, signal);
    etag = answer.etag;
    try {
      if (answer.totalSize !== item.size) throw appError('changed', `${item.name}: its size is another now`);
      // A byte stream's chunks are Buffers, though its type does not say so.
      await writeBody(answer.body as AsyncIterable<Buffer>);
    } finally {
      answer.body.destroy();
      if (position > start) progressed();
    }
    if (position !== item.size) {
      throw appError('network', `${item.name}: ${position} of ${item.size} bytes came`, { retryable: true });
    }
  }

  try {
    await retrier.run(async (progressed) => {
      // All bytes had come when the connection failed.
      if (position > 0 && position === item.size) return;
      const release = await budget.take(ports.jobId, STREAM_BYTES, signal);
      try {
        await fetchRest(progressed);
      } finally {
        release();
      }
    }, signal);
  } catch (error) {
    meter.takeBack(arrived);
    throw error;
  }
  return hash?.digest('hex') ?? null;
}

/**
 * Fetches the object and compares it with its ETag where that looks like an MD5. It may be none, and then differs from
 * the bytes each time: so when it differs, a second look tells bytes that were damaged on the way (they differ from
 * those of the first) from an ETag that says nothing of them.
 */
async function fetchProven(item: FileItem, target: Target, ports: DownloadPorts): Promise<void> {
  const first = await fetchAll(item, target, ports);
  if (first === null || first === item.etag || !ports.etags.areMd5) return;
  ports.meter.takeBack(item.size);
  const second = await fetchAll(item, target, ports);
  if (second === null || second === item.etag) return;
  if (second !== first) {
    ports.meter.takeBack(item.size);
    throw appError('integrity', `${item.name}: what came differs from one time to the next`);
  }
  ports.etags.areMd5 = false;
}

/**
 * Downloads one object into the chosen folder. When it resolves, the file is whole, on disk and under its name;
 * otherwise it throws and there is nothing under the name and no temporary file (or `leftBehind` was told).
 */
export async function downloadFile(
  item: FileItem,
  replace: boolean,
  ports: DownloadPorts,
  settling: Settling,
): Promise<void> {
  const target = await openTarget(ports.root, item.local);
  try {
    await fetchProven(item, target, ports);
    settling();
    await target.commit({ modified: item.modified, replace });
  } catch (error) {
    await target.discard().catch((left: unknown) => ports.leftBehind(item.name, errorData(left)));
    throw error;
  }
}
