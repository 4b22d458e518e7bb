import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ObjectChecksum } from '../s3/objectStore.ts';

/** What the bytes of a whole object can be compared with. */
export type Proof = {
  /** A checksum is one for certain; an ETag may only look like one, and parts may not be of the sizes they are taken for. */
  source: 'checksum' | 'etag' | 'parts';
  algorithm: 'sha256' | 'sha1' | 'crc32' | 'md5';
  /** In hex. */
  expected: string;
  /**
   * Bytes of a part, where `expected` is made of the sums of the parts in their order; several where that is not known,
   * the likeliest first. Null: it is made of the object's bytes.
   */
  partSizes: number[] | null;
};

/** Sums up bytes as they come. `digest` in hex; nothing may be added after it. */
export type Hasher = { update(bytes: Buffer): void; digest(): string };

function createCrc32(): Hasher {
  let value = 0;
  return {
    update(bytes) {
      value = crc32(bytes, value);
    },
    digest: () => value.toString(16).padStart(8, '0'),
  };
}

function createPlainHasher(algorithm: Proof['algorithm']): Hasher {
  if (algorithm === 'crc32') return createCrc32();
  const hash = createHash(algorithm);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('hex') };
}

/** With a `partSize`: the sum of the sums of the parts, which are each of so many bytes, but for the last. */
export function createHasher(algorithm: Proof['algorithm'], partSize: number | null): Hasher {
  if (partSize === null) return createPlainHasher(algorithm);
  const whole = createPlainHasher(algorithm);
  let part = createPlainHasher(algorithm);
  let inPart = 0;

  function endPart() {
    whole.update(Buffer.from(part.digest(), 'hex'));
    part = createPlainHasher(algorithm);
    inPart = 0;
  }

  return {
    update(bytes) {
      for (let offset = 0; offset < bytes.byteLength; ) {
        const slice = bytes.subarray(offset, offset + partSize - inPart);
        part.update(slice);
        offset += slice.byteLength;
        inPart += slice.byteLength;
        if (inPart === partSize) endPart();
      }
    },
    digest() {
      if (inPart > 0) endPart();
      return whole.digest();
    },
  };
}

const MIB = 1024 * 1024;
/** Part sizes (bytes) of tools that are in use: Stave and aws-cli, rclone, mc, s5cmd, and what people set by hand. */
const COMMON_PART_SIZES = [8, 5, 16, 50, 64, 15, 10, 32, 100, 128, 256, 512].map((mib) => mib * MIB);
/** Each is a pass over the file. */
const MOST_GUESSES = 4;

/** The sizes of a part that make `count` parts of `size` bytes: the usual ones, then any number of MiB. */
export function likelyPartSizes(size: number, count: number): number[] {
  const makes = (partSize: number) => Math.ceil(size / partSize) === count;
  const least = Math.ceil(size / count / MIB) * MIB;
  const others = Array.from({ length: MOST_GUESSES }, (_, i) => least + i * MIB);
  return [...new Set([...COMMON_PART_SIZES, ...others])].filter(makes).slice(0, MOST_GUESSES);
}

/** How many parts an ETag is made of: 0 for one that looks like an MD5; null for one that looks like neither. */
export function partsOfEtag(etag: string): number | null {
  const match = /^[0-9a-f]{32}(?:-(\d+))?$/i.exec(etag);
  return match ? Number(match[1] ?? 0) : null;
}

/** `md5`, `parts` false: such are known to say nothing of the bytes. `partSize`: where it is known for certain. */
export type ProofHints = { md5: boolean; parts: boolean; partSize: number | null };

/**
 * The strongest proof there is: a checksum that the server keeps, the MD5 that an ETag is, or what is made of the sums
 * of the parts (S3 User Guide, "Checking object integrity"). Null when nothing but the size can be checked.
 */
export function proofOf(
  object: { size: number; etag: string | undefined },
  checksums: readonly ObjectChecksum[],
  hints: ProofHints,
): Proof | null {
  const etag = object.etag?.toLowerCase() ?? '';
  const parts = partsOfEtag(etag);
  const hex = (base64: string) => Buffer.from(base64, 'base64').toString('hex');
  const whole = checksums.find(({ ofParts }) => !ofParts);
  if (whole) return { source: 'checksum', algorithm: whole.algorithm, expected: hex(whole.base64), partSizes: null };
  if (parts === null) return null;
  if (parts === 0) return hints.md5 ? { source: 'etag', algorithm: 'md5', expected: etag, partSizes: null } : null;

  const partSizes = hints.partSize === null ? likelyPartSizes(object.size, parts) : [hints.partSize];
  if (!hints.parts || partSizes.length === 0) return null;
  const ofParts = checksums[0];
  if (ofParts) return { source: 'parts', algorithm: ofParts.algorithm, expected: hex(ofParts.base64), partSizes };
  return { source: 'parts', algorithm: 'md5', expected: etag.slice(0, 32), partSizes };
}
