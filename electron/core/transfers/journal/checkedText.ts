import { crc32 } from 'node:zlib';
import type { z } from '../../../../shared/zod.ts';

/** JSON as bytes, and the CRC-32 of these and of the name they are kept under: a record in a wrong place is damaged too. */
export type CheckedText = [bytes: Buffer, crc: number];

const crcOf = (name: string, bytes: Buffer) => crc32(bytes, crc32(name));

export function encode(name: string, value: unknown): CheckedText {
  const bytes = Buffer.from(JSON.stringify(value));
  return [bytes, crcOf(name, bytes)];
}

/** libsql gives bytes as Buffer or ArrayBuffer. */
export type Bytes = Uint8Array | ArrayBuffer;

export const bufferOf = (bytes: Bytes) =>
  bytes instanceof ArrayBuffer ? Buffer.from(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const textOf = (bytes: Bytes) => bufferOf(bytes).toString();

/** True when the bytes are what was kept under that name. */
export function isWhole(name: string, bytes: Bytes, crc: number): boolean {
  return crcOf(name, bufferOf(bytes)) === crc;
}

/** What was kept, or null when it is damaged: its bytes have changed, or it is nothing that the schema knows. */
export function decode<T>(schema: z.ZodType<T>, name: string, bytes: Bytes, crc: number): T | null {
  if (!isWhole(name, bytes, crc)) return null;
  const parsed = schema.safeParse(JSON.parse(textOf(bytes)));
  return parsed.success ? parsed.data : null;
}
