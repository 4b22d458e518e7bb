import { LARGEST_FORM_UPLOAD } from '../../../../shared/contract/objectAccess.ts';
import type { FormLimits } from '../../../../shared/presign.ts';

/** Media types that are suggested; any other may be typed. */
export const EXACT_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'text/csv', 'video/mp4'];
export const FORM_TYPES = ['image/*', 'video/*', 'audio/*', ...EXACT_TYPES];

const KEY_BYTES = 1024;

/** Whether S3 takes it as a key: up to 1,024 bytes of UTF-8 (S3 User Guide, "Creating object key names"). */
export function isKey(key: string): boolean {
  return key !== '' && isPrefix(key);
}

/** Whether a key may begin so; nothing is a beginning too. */
export function isPrefix(prefix: string): boolean {
  return new TextEncoder().encode(prefix).length <= KEY_BYTES;
}

/** `type/subtype` with parameters, in what a header can carry (RFC 9110, section 8.3.1). */
export function isMediaType(type: string): boolean {
  return type.length <= 255 && /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;[\x20-\x7e]+)?$/.test(type);
}

/** The limit that is typed: `image/*` and `image/` are all that begins so. Undefined for none, null when it is no type. */
export function typeLimit(typed: string): FormLimits['type'] | null {
  if (typed === '') return undefined;
  const kind = /^([\w!#$&^.+-]+\/)\*?$/.exec(typed)?.[1];
  if (kind !== undefined) return { beginsWith: kind };
  return isMediaType(typed) ? { is: typed } : null;
}

/** What is wrong with the limits of a form, in bytes; null for an empty field. */
export function sizeProblem(min: number | null, max: number | null): 'missing' | 'too-large' | 'crossed' | null {
  if (min === null || max === null) return 'missing';
  if (max > LARGEST_FORM_UPLOAD) return 'too-large';
  return min > max ? 'crossed' : null;
}
