import { appError } from '../../../shared/errors.ts';

const MIB = 1024 * 1024;

/** Files from this size on go as multipart uploads; smaller ones as one PutObject. */
const MULTIPART_FROM = 16 * MIB;
const MIN_PART = 8 * MIB;
/** S3's largest part: 5 GiB (S3 User Guide, "Amazon S3 multipart upload limits"). */
const MAX_PART = 5 * 1024 * MIB;

export type Part = { number: number; offset: number; length: number };

/** How a file is sent: in one request, or in `count` parts of `partSize` bytes, of which only the last may be shorter. */
export type PartPlan = { kind: 'single' } | ({ kind: 'multipart' } & Parts);

/** Equal parts of `partSize` bytes, `count` of them; the last may be shorter. */
export type Parts = { partSize: number; count: number };

/**
 * Plans the upload of `size` bytes to a server that takes up to `maxParts` parts. All parts are equal, which
 * Cloudflare R2 demands; they grow with the file so that it never needs more than `maxParts`.
 * Throws `unsupported` for a file that no part size can carry.
 */
export function planParts(size: number, maxParts: number): PartPlan {
  if (size < MULTIPART_FROM) return { kind: 'single' };
  const partSize = Math.max(MIN_PART, Math.ceil(size / maxParts / MIB) * MIB);
  if (partSize > MAX_PART) throw appError('unsupported', `${size} bytes do not fit into ${maxParts} parts of 5 GiB`);
  return { kind: 'multipart', ...partsOf(size, partSize) };
}

/** The parts of an upload that was begun with this part size, whatever would be planned today. */
export function partsOf(size: number, partSize: number): Parts {
  return { partSize, count: Math.ceil(size / partSize) };
}

/** The part of that number (from 1) of a file of `size` bytes. */
export function partAt(plan: Pick<Parts, 'partSize'>, number: number, size: number): Part {
  const offset = (number - 1) * plan.partSize;
  return { number, offset, length: Math.min(plan.partSize, size - offset) };
}
