import { providerOf } from '../../../shared/providers.ts';
import { type CallPlace, callError } from './errors.ts';
import { cleanEtag, judgeEtag, md5Of } from './etag.ts';

/** The MD5 of a body: `header` for Content-MD5, which makes the server check it, `hex` to compare with the ETag. */
export type Seal = { header: string; hex: string };

export type Integrity = {
  /**
   * The checksum that the parts of an upload will come with, which is said when it is begun (AWS refuses parts with a
   * checksum that was not announced); undefined where Content-MD5 does the work.
   */
  partChecksum: 'CRC32' | undefined;
  /** The checksum of a DeleteObjects call, which must have one. */
  batchChecksum: 'CRC32' | 'MD5';
  /** Undefined where the SDK sends a CRC32 of its own (AWS). */
  of(bytes: Uint8Array): Seal | undefined;
  /**
   * The ETag of an answer to a write. Throws `not-s3` when there is none, and `integrity` when it says that the server
   * holds other bytes than were sent.
   */
  provenEtag(
    etag: string | undefined,
    seal: Seal | undefined,
    encryption: string | undefined,
    place: CallPlace,
  ): string;
};

/**
 * How writes to one server are checked. An ETag that is not the MD5 proves nothing on a server that has never shown one
 * that is (Cloudflare R2's parts, for one): only where the rule was seen to hold, in this bucket and for this kind of
 * call, does a breach of it mean other bytes.
 */
export function createIntegrity(provider: string): Integrity {
  const serverTakesCrc32 = providerOf(provider).checksums === 'supported';
  const followsRule = new Set<string>();
  return {
    partChecksum: serverTakesCrc32 ? 'CRC32' : undefined,
    batchChecksum: serverTakesCrc32 ? 'CRC32' : 'MD5',
    of(bytes) {
      if (serverTakesCrc32) return undefined;
      const { base64, hex } = md5Of(bytes);
      return { header: base64, hex };
    },
    provenEtag(rawEtag, seal, encryption, place) {
      const etag = cleanEtag(rawEtag);
      if (etag === undefined) throw callError('not-s3', 'an answer without an ETag', place);
      if (!seal) return etag;
      const rule = `${place.operation} ${place.bucket}`;
      const verdict = judgeEtag(etag, seal.hex, encryption);
      if (verdict === 'matches') followsRule.add(rule);
      if (verdict === 'differs' && followsRule.has(rule)) {
        throw callError('integrity', 'the server holds other bytes than were sent', place, { retryable: true });
      }
      return etag;
    },
  };
}
