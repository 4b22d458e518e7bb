import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/**
 * Throws unless the file's SHA-512 is the expected one, written as npm writes it: `sha512-` and the hash in base64.
 */
export async function verifyIntegrity(path: string, expected: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  const actual = `sha512-${hash.digest('base64')}`;
  if (actual !== expected) throw new Error(`${path} is not what was expected: it is ${actual}, not ${expected}.`);
}
