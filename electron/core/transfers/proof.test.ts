import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { createHasher, likelyPartSizes, partsOfEtag, proofOf } from './proof.ts';

const MIB = 1024 * 1024;
const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest();
const known = { md5: true, parts: true, partSize: null };
const MD5 = 'a'.repeat(32);

/** Feeds bytes in pieces that fit to nothing. */
function digest(bytes: Buffer, algorithm: 'md5' | 'crc32' | 'sha256', partSize: number | null): string {
  const hasher = createHasher(algorithm, partSize);
  for (let offset = 0; offset < bytes.byteLength; offset += 7) hasher.update(bytes.subarray(offset, offset + 7));
  return hasher.digest();
}

test('sums of the whole are those of Node, in whatever pieces the bytes come', () => {
  const bytes = randomBytes(1000);
  expect(digest(bytes, 'md5', null)).toBe(md5(bytes).toString('hex'));
  expect(digest(bytes, 'sha256', null)).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(digest(bytes, 'crc32', null)).toBe(crc32(bytes).toString(16).padStart(8, '0'));
  expect(digest(Buffer.alloc(0), 'crc32', null)).toBe('00000000');
});

test.each([20, 25, 100, 101])('the sum of parts of 25 bytes is the sum of their sums: %i bytes', (size) => {
  const bytes = randomBytes(size);
  const parts: Buffer[] = [];
  for (let offset = 0; offset < size; offset += 25) parts.push(md5(bytes.subarray(offset, offset + 25)));
  expect(digest(bytes, 'md5', 25)).toBe(md5(Buffer.concat(parts)).toString('hex'));
});

test('an ETag tells how many parts it is made of', () => {
  expect(partsOfEtag(MD5)).toBe(0);
  expect(partsOfEtag(`${MD5.toUpperCase()}-12`)).toBe(12);
  expect(partsOfEtag('0x8D4BCC2E4835CD0')).toBeNull();
});

test('a part size is guessed when it makes so many parts: the usual first, and one alone where there are many parts', () => {
  expect(likelyPartSizes(1024 * MIB, 128)).toEqual([8 * MIB]);
  expect(likelyPartSizes(20 * MIB, 3)).toEqual([8 * MIB, 7 * MIB, 9 * MIB]);
  expect(likelyPartSizes(20 * MIB, 1)[0]).toBe(50 * MIB);
  for (const partSize of likelyPartSizes(100 * MIB + 1, 4)) expect(Math.ceil((100 * MIB + 1) / partSize)).toBe(4);
  // 1,500,000 bytes each: no whole number of MiB.
  expect(likelyPartSizes(150_000_000, 100)).toEqual([]);
});

test('a checksum of the whole comes before the ETag, and an ETag that is an MD5 before nothing', () => {
  const base64 = Buffer.from('0102030405', 'hex').toString('base64');
  const checksums = [{ algorithm: 'crc32', base64, ofParts: false } as const];
  const object = { size: 100, etag: MD5.toUpperCase() };
  const checksum = { source: 'checksum', algorithm: 'crc32', expected: '0102030405', partSizes: null };
  expect(proofOf(object, checksums, known)).toEqual(checksum);
  expect(proofOf(object, [], known)).toEqual({ source: 'etag', algorithm: 'md5', expected: MD5, partSizes: null });
  expect(proofOf(object, [], { ...known, md5: false })).toBeNull();
  expect(proofOf({ size: 100, etag: 'no sum' }, [], known)).toBeNull();
  expect(proofOf({ size: 100, etag: undefined }, [], known)).toBeNull();
});

test('a sum of parts needs the size of the parts, known or guessed', () => {
  const object = { size: 20 * MIB, etag: `${MD5}-3` };
  const proof = { source: 'parts', algorithm: 'md5', expected: MD5 };
  expect(proofOf(object, [], known)).toEqual({ ...proof, partSizes: [8 * MIB, 7 * MIB, 9 * MIB] });
  expect(proofOf(object, [], { ...known, partSize: 7 * MIB })).toEqual({ ...proof, partSizes: [7 * MIB] });
  expect(proofOf(object, [], { ...known, parts: false })).toBeNull();
  const ofParts = { algorithm: 'crc32', base64: 'AAAAAQ==', ofParts: true } as const;
  const crc = { source: 'parts', algorithm: 'crc32', expected: '00000001', partSizes: [7 * MIB] };
  expect(proofOf(object, [ofParts], { ...known, partSize: 7 * MIB })).toEqual(crc);
});
