/** The rules a bucket's name can break. */
export type BucketNameRule = 'length' | 'characters' | 'ends' | 'dots' | 'address' | 'reserved';

const RESERVED_STARTS = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const RESERVED_ENDS = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/**
 * The first rule that the name of a new bucket breaks, or null (S3 User Guide, "General purpose bucket naming rules").
 * Other servers may allow more; a name that keeps these rules works everywhere.
 */
export function brokenBucketNameRule(name: string): BucketNameRule | null {
  if (!/^[a-z0-9.-]*$/.test(name)) return 'characters';
  if (name.length < 3 || name.length > 63) return 'length';
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return 'ends';
  if (name.includes('..')) return 'dots';
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return 'address';
  const reserved = RESERVED_STARTS.some((s) => name.startsWith(s)) || RESERVED_ENDS.some((e) => name.endsWith(e));
  return reserved ? 'reserved' : null;
}
