import { crc32 } from 'node:zlib';
import type { z } from '../../../../shared/zod.ts';

/** JSON as bytes, and the CRC-32 of these and of the name they are kept under: a record in a wrong place is damaged too. */
export type CheckedText = [bytes: Buffer, crc: number];

const crcOf = (name: string, bytes: Buffer) => crc32(bytes, crc32(name));

export function encode(name: string, value: unknown): CheckedText {
  const bytes = Buffer.from(JSON.stringify(value));
  return [bytes, crcOf(name, bytes)];
}

/** True when the bytes are what was kept under that name. */
export function isWhole(name: string, bytes: Buffer, crc: number): boolean {
  return crcOf(name, bytes) === crc;
}

/** What was kept, or null when it is damaged: its bytes have changed, or it is nothing that the schema knows. */
export function decode<T>(schema: z.ZodType<T>, name: string, bytes: Buffer, crc: number): T | null {
  if (!isWhole(name, bytes, crc)) return null;
  const parsed = schema.safeParse(JSON.parse(bytes.toString()));
  return parsed.success ? parsed.data : null;
}
