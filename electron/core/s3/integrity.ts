import { AppError, type ErrorData } from '../../../shared/errors.ts';
import { providerOf } from '../../../shared/providers.ts';
import { type CallPlace, callError } from './errors.ts';
import { cleanEtag, judgeEtag, md5Of } from './etag.ts';

/** The MD5 of a body: `header` for Content-MD5, which makes the server check it, `hex` to compare with the ETag. */
export type Seal = { header: string; hex: string };

export type Integrity = {
  /** Whether the SDK sends CRC32s of its own. */
  sendsCrc32(): boolean;
  /** The server refuses those: from now on Content-MD5 does the work. */
  refuseCrc32(): void;
  /**
   * The checksum that the parts of an upload will come with, which is said when it is begun (AWS refuses parts with a
   * checksum that was not announced); undefined where Content-MD5 does the work.
   */
  readonly partChecksum: 'CRC32' | undefined;
  /** The checksum of a DeleteObjects call, which must have one. */
  readonly batchChecksum: 'CRC32' | 'MD5';
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
  let serverTakesCrc32 = providerOf(provider).checksums === 'supported';
  const followsRule = new Set<string>();
  return {
    sendsCrc32: () => serverTakesCrc32,
    refuseCrc32() {
      serverTakesCrc32 = false;
    },
    get partChecksum() {
      return serverTakesCrc32 ? ('CRC32' as const) : undefined;
    },
    get batchChecksum() {
      return serverTakesCrc32 ? ('CRC32' as const) : ('MD5' as const);
    },
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

/**
 * A call that is made once more, without the SDK's checksums, when the server refuses them: servers that are no
 * Amazon's, taken for one, and some that have not learnt of them (aws-sdk-js-v3, issue 6810).
 */
export function withoutRefusedChecksums<A extends unknown[], R>(
  integrity: Integrity,
  call: (...args: A) => Promise<R>,
): (...args: A) => Promise<R> {
  return async (...args) => {
    const sentCrc32 = integrity.sendsCrc32();
    try {
      return await call(...args);
    } catch (error) {
      if (!sentCrc32 || !(error instanceof AppError) || !refusesChecksums(error.data)) throw error;
      integrity.refuseCrc32();
      return call(...args);
    }
  };
}

/** 411 says that no length was told: for a server that does not know the SDK's way of adding checksums none was. */
function refusesChecksums({ status, details }: ErrorData): boolean {
  return status === 411 || details?.refused === 'checksum';
}
