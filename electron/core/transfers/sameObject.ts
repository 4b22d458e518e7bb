import { createHash } from 'node:crypto';
import { cannotLook, isGone } from './abandon.ts';
import type { Arrival } from './journal/records.ts';
import { errorData } from './retry.ts';
import type { Source } from './source.ts';
import type { WorkPorts } from './work.ts';

type Ports = Pick<WorkPorts, 'store' | 'bucket' | 'signal'>;

/** Whether the object that has this ETag still stands there and its bytes have this MD5 (hex). False when nobody may read it. */
async function hasBytes(key: string, etag: string, size: number, md5: string, ports: Ports): Promise<boolean> {
  const { store, bucket, signal } = ports;
  try {
    const { body } = await store.get({ bucket, key }, { ifMatch: etag, size }, signal);
    const hash = createHash('md5');
    for await (const chunk of body) hash.update(chunk);
    return hash.digest('hex') === md5;
  } catch (error) {
    if (isGone(error) || cannotLook(error) || errorData(error).code === 'changed') return false;
    throw error;
  }
}

/**
 * The object under a key, when it holds the very bytes of the file; null when it does not, when there is none, and when
 * nobody may look. The ETag of an object that came in one request is the MD5 of its bytes (S3 API Reference, "Object");
 * where it is something else (encryption by a key service, servers with rules of their own) the object is read.
 */
export async function sameObject(source: Source, key: string, ports: Ports): Promise<Arrival | null> {
  const { store, bucket, signal } = ports;
  try {
    const { size, etag, versionId } = await store.head({ bucket, key }, signal);
    if (size !== source.size || etag === null) return null;
    const md5 = await source.md5(0, size, signal);
    await source.assertUnchanged();
    const isSame = etag.toLowerCase() === md5 || (await hasBytes(key, etag, size, md5, ports));
    return isSame ? { etag, versionId, size } : null;
  } catch (error) {
    if (isGone(error) || cannotLook(error)) return null;
    throw error;
  }
}
