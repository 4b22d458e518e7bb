import { createHash } from 'node:crypto';

/** An ETag without its quotes and without the mark of a weak one; undefined for none. */
export function cleanEtag(etag: string | undefined): string | undefined {
  return etag?.replace(/^W\//, '').replace(/^"(.*)"$/s, '$1');
}

/** The MD5 of some bytes, as the headers (`base64`) and as ETags (`hex`) write it. */
export function md5Of(bytes: Uint8Array): { base64: string; hex: string } {
  const digest = createHash('md5').update(bytes).digest();
  return { base64: digest.toString('base64'), hex: digest.toString('hex') };
}

/** What the ETag of an answer says of the bytes that were sent. */
export type EtagVerdict = 'matches' | 'differs' | 'says-nothing';

/**
 * Compares an ETag with the MD5 of what was sent. With encryption by a key service or a customer's key the ETag is no
 * MD5 though it looks like one (S3 API Reference, "Object", ETag).
 */
export function judgeEtag(etag: string, md5Hex: string, encryption: string | undefined): EtagVerdict {
  if (etag.toLowerCase() === md5Hex) return 'matches';
  const looksLikeMd5 = /^[0-9a-f]{32}$/i.test(etag);
  return looksLikeMd5 && (encryption === undefined || encryption === 'AES256') ? 'differs' : 'says-nothing';
}
