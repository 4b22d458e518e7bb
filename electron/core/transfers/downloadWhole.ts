import type { DownloadObject, DownloadTask } from './downloadObject.ts';
import { fetchSpan } from './fetchSpan.ts';
import { type Hasher, proofOf } from './proof.ts';
import { fetchProven } from './proving.ts';
import { errorData } from './retry.ts';
import { createTarget, placeOf, type Target } from './target.ts';

/** Fetches all in one stream, and answers with the sum of the bytes as they came. */
async function fetchAll(object: DownloadObject, target: Target, task: DownloadTask, hash: (() => Hasher) | null) {
  const { ports, count } = task;
  let hasher = hash?.();
  count.set(0);
  const sink = {
    arrived: count.add,
    async write(chunks: readonly Buffer[], position: number) {
      await target.write(chunks, position);
      for (const chunk of chunks) hasher?.update(chunk);
    },
    again() {
      hasher = hash?.();
      count.set(0);
    },
  };
  await fetchSpan(object, [0, object.size], sink, ports, ports.signal);
  return hasher?.digest() ?? '';
}

/**
 * Downloads an object in one request. When it throws, its temporary file is removed (or `leftBehind` was told): what is
 * small is fetched again sooner than kept, and what comes without ranges must begin at its first byte anyway.
 */
export async function downloadWhole(object: DownloadObject, task: DownloadTask): Promise<void> {
  const { local, replace, ports, settling } = task;
  const { learned, partEtags } = ports;
  const hints = { md5: learned.etagsAreMd5, parts: learned.partSumsHold && partEtags === 'md5', partSize: null };
  const proof = proofOf(object, [], hints);
  const target = await createTarget(await placeOf(ports.root, local, ports.jobId));
  try {
    if (proof) await fetchProven(object, proof, target, learned, (hash) => fetchAll(object, target, task, hash));
    else await fetchAll(object, target, task, null);
    settling();
    await target.commit({ modified: object.modified, replace });
  } catch (error) {
    await target.discard().catch((left: unknown) => ports.leftBehind(object.name, errorData(left)));
    throw error;
  }
}
