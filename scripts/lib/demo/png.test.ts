import { crc32, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { png } from './png.ts';

/** The chunks of a PNG in order, each checksum verified. */
function chunksOf(image: Buffer): { type: string; data: Buffer }[] {
  const chunks = [];
  for (let at = 8; at < image.length; ) {
    const length = image.readUInt32BE(at);
    const typeAndData = image.subarray(at + 4, at + 8 + length);
    expect(image.readUInt32BE(at + 8 + length)).toBe(crc32(typeAndData));
    chunks.push({ type: typeAndData.toString('latin1', 0, 4), data: typeAndData.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

test('an image has its size in the header and its pixels in rows', () => {
  const image = png(3, 2, (x, y) => [x, y, 255]);
  expect(image.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  const [header, pixels, end] = chunksOf(image);
  expect(header?.type).toBe('IHDR');
  expect(header?.data.toString('hex')).toBe('00000003000000020802000000');
  expect(pixels?.type).toBe('IDAT');
  expect([...inflateSync(pixels?.data ?? '')]).toEqual([
    ...[0, 0, 0, 255, 1, 0, 255, 2, 0, 255],
    ...[0, 0, 1, 255, 1, 1, 255, 2, 1, 255],
  ]);
  expect(end?.type).toBe('IEND');
});
