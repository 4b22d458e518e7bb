import { decodeEntities } from './xml.ts';

/** Elements that hold a key or a part of one, and that a server percent-encodes when asked for `encoding-type=url`. */
const NAMES = 'Key|Prefix|NextMarker|NextKeyMarker';
/** These are never encoded by the server, and on some (Ceph RGW) a token is a plain key. */
const TOKENS = 'NextContinuationToken|NextUploadIdMarker';

const NAMES_AND_TOKENS = new RegExp(`<(${NAMES}|${TOKENS})>([^<]+)</`, 'g');
const TOKENS_ONLY = new RegExp(`<(${TOKENS})>([^<]+)</`, 'g');

/**
 * Percent-encodes every key in a list document, as the server itself does under `encoding-type=url`. The SDK's XML
 * reader makes '' of a key that is a line break, and a wrong character of a numeric entity above U+FFFF; encoded, each
 * key passes through it exactly. A document that the server has encoded already keeps its keys as they are.
 */
export function encodeNames(document: string): string {
  const encodedByServer = document.includes('<EncodingType>url</EncodingType>');
  return document.replace(encodedByServer ? TOKENS_ONLY : NAMES_AND_TOKENS, (_, element: string, text: string) => {
    // Half of a surrogate pair cannot be encoded (nor sent back).
    return `<${element}>${encodeURIComponent(decodeEntities(text).replace(/\p{Surrogate}/gu, '\uFFFD'))}</`;
  });
}

/** A key, prefix, marker or token of a document that went through encodeNames. S3 writes a space as `+`. */
export function decodeName(encoded: string | undefined): string {
  if (encoded === undefined) return '';
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    // A server that says it has encoded its keys, and has not.
    return encoded;
  }
}

/** True for a key that may stand for another: Go's XML library, for one, writes U+FFFD for what XML cannot carry. */
export function isDoubtful(name: string): boolean {
  return name.includes('\uFFFD');
}

/** Compares keys as S3 orders them: by their UTF-8 bytes, which is by code point and not by UTF-16 unit. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The greatest of some keys in S3's order; '' when there are none. */
export function lastOf(names: readonly string[]): string {
  return names.reduce((last, name) => (compareKeys(name, last) > 0 ? name : last), '');
}
