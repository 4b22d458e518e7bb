import { createHash, randomBytes } from 'node:crypto';

type Place = { connectionId: string; bucket: string; key: string };

/** The folder that a key lies in: '' or a prefix that ends with `/`. */
export function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}

/**
 * Makes the names of probes: in the folder of the key they stand for, so that the same rules of a policy cover both. A
 * key has the same one for as long as the program runs, and in no other run.
 */
export function createProbeKeys(): (place: Place) => string {
  const secret = randomBytes(16);
  return ({ connectionId, bucket, key }) => {
    const hash = createHash('sha256')
      .update(secret)
      .update(JSON.stringify([connectionId, bucket, key]));
    return `${folderOf(key)}.stave-probe-${hash.digest('hex').slice(0, 16)}`;
  };
}
