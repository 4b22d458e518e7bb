import { appError } from '../../../shared/errors.ts';
import type { DownloadObject, Learned } from './downloadObject.ts';
import { digestOf } from './follower.ts';
import { createHasher, type Hasher, type Proof } from './proof.ts';
import type { Target } from './target.ts';

/** Fetches all of the object, and answers with the sum of its bytes (hex) by a hasher that `hash` makes. */
export type Pass = (hash: () => Hasher) => Promise<string>;

function isTrusted(proof: Proof, learned: Learned): boolean {
  if (proof.source === 'etag') return learned.etagsAreMd5;
  return proof.source === 'checksum' || learned.partSumsHold;
}

/** Whether the bytes are what the proof says, for one of the part sizes that may be. `digest` is by the first of these. */
async function holds(proof: Proof, digest: string, target: Target, size: number): Promise<boolean> {
  if (digest === proof.expected) return true;
  for (const partSize of proof.partSizes?.slice(1) ?? []) {
    if ((await digestOf(target, size, createHasher(proof.algorithm, partSize))) === proof.expected) return true;
  }
  return false;
}

/**
 * Fetches the object and compares it with its proof. An ETag may be none, and then differs from the bytes each time: so
 * when it differs, a second look tells bytes that were damaged on the way (they differ from those of the first) from an
 * ETag that says nothing of them. Throws `integrity`.
 */
export async function fetchProven(
  object: DownloadObject,
  proof: Proof,
  target: Target,
  learned: Learned,
  pass: Pass,
): Promise<void> {
  const hash = () => createHasher(proof.algorithm, proof.partSizes?.[0] ?? null);
  const first = await pass(hash);
  if (await holds(proof, first, target, object.size)) return;
  if (!isTrusted(proof, learned)) return;
  const second = await pass(hash);
  if (await holds(proof, second, target, object.size)) return;
  if (second !== first) throw appError('integrity', `${object.name}: what came differs from one time to the next`);
  if (proof.source === 'checksum') {
    throw appError('integrity', `${object.name}: what comes differs from the checksum that the server keeps of it`);
  }
  if (proof.source === 'etag') learned.etagsAreMd5 = false;
  else learned.partSumsHold = false;
}
