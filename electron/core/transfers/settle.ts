import type { ErrorData } from '../../../shared/errors.ts';
import { isGone } from './abandon.ts';
import { hasOpaqueEtags, multipartEtag, noteOpaqueEtag } from './etagHabits.ts';
import type { Arrival, UploadRecord } from './journal/records.ts';
import { lateSignal } from './lateSignal.ts';
import { GRACE_MS } from './limits.ts';
import { errorData } from './retry.ts';
import type { WorkPorts } from './work.ts';

/** The metadata that tells whose object it is, where its ETag does not. */
export const TOKEN_NAME = 'stave-upload';

/** An ETag of the common kind for an object in parts. */
const MULTIPART_ETAG = /^[0-9a-f]{32}-\d+$/i;

/**
 * The object under an upload's key, when it is the one that its parts make: then the answer to its completion was lost.
 * Null when it is another, or none. `md5s` of all parts in their order, hex.
 */
export async function ours(
  { bucket, key, token, identity }: UploadRecord,
  md5s: readonly string[],
  ports: Pick<WorkPorts, 'store' | 'bucket' | 'partEtags'>,
  signal: AbortSignal,
): Promise<Arrival | null> {
  try {
    const { size, etag, metadata, versionId } = await ports.store.head({ bucket, key }, signal);
    if (size !== identity.size) return null;
    const arrived = { etag: etag ?? '', versionId, size };
    if (token !== null && metadata[TOKEN_NAME] === token) return arrived;
    if (etag?.toLowerCase() === multipartEtag(md5s)) return arrived;
    // What cannot be settled now is sent again with a token.
    if (etag !== null && !MULTIPART_ETAG.test(etag) && !hasOpaqueEtags(ports)) noteOpaqueEtag(ports);
    return null;
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/**
 * The same after a cancel, within a few seconds: an object that came to be all the same, no object (null), or why nobody knows.
 */
export async function lookAfterCancel(
  record: UploadRecord,
  md5s: readonly string[],
  ports: WorkPorts,
): Promise<{ arrived: Arrival | null } | { unknown: ErrorData }> {
  const late = lateSignal(ports.signal, ports.clock, () => GRACE_MS);
  try {
    return { arrived: await ours(record, md5s, ports, late.signal) };
  } catch (error) {
    return { unknown: errorData(error) };
  } finally {
    late.release();
  }
}
