import { createHash } from 'node:crypto';
import type { ObjectStore } from '../s3/objectStore.ts';
import type { WorkPorts } from './work.ts';

/** Buckets whose ETags were seen to be no MD5s: a server may have its own rule, and so may an encrypted bucket. */
const seenOpaque = new WeakMap<ObjectStore, Set<string>>();

type Place = Pick<WorkPorts, 'store' | 'bucket' | 'partEtags'>;

/** True when the ETag of an object in parts does not tell what is in it: by what is known of the provider, or was seen. */
export function hasOpaqueEtags({ store, bucket, partEtags }: Place): boolean {
  return partEtags === 'opaque' || seenOpaque.get(store)?.has(bucket) === true;
}

/** Notes that an ETag was not what the rule says. */
export function noteOpaqueEtag({ store, bucket }: Place): void {
  const buckets = seenOpaque.get(store) ?? new Set();
  seenOpaque.set(store, buckets.add(bucket));
}

/**
 * The ETag that most servers give an object in parts: the MD5 of the parts' MD5s (hex, in the parts' order), and their
 * number (S3 User Guide, "Checking object integrity").
 */
export function multipartEtag(md5s: readonly string[]): string {
  const hash = createHash('md5');
  for (const md5 of md5s) hash.update(Buffer.from(md5, 'hex'));
  return `${hash.digest('hex')}-${md5s.length}`;
}
