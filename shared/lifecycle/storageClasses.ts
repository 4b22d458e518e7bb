/**
 * Amazon's storage classes in the order in which a lifecycle can move an object down (S3 User Guide, "Transitioning
 * objects using Amazon S3 Lifecycle": the waterfall). Other servers name their classes as they like.
 */
export const STORAGE_CLASSES = [
  'STANDARD',
  'STANDARD_IA',
  'INTELLIGENT_TIERING',
  'ONEZONE_IA',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
] as const;

const DEPTHS = new Map<string, number>([...STORAGE_CLASSES.entries()].map(([depth, name]) => [name, depth]));
DEPTHS.set('REDUCED_REDUNDANCY', 0);

/** How far down the waterfall a class is; null for a class that only its own server knows. */
export function depthOf(storageClass: string): number | null {
  return DEPTHS.get(storageClass) ?? null;
}

/** Whether a lifecycle can move a version there: another class, and not back up. */
export function canMove(from: string, to: string): boolean {
  const [depth, target] = [depthOf(from), depthOf(to)];
  return from !== to && (depth === null || target === null || target > depth);
}

/**
 * Which of two classes S3 takes when a version is due for both: the cheaper one, and Intelligent-Tiering before all but
 * the archives (S3 User Guide, "How Amazon S3 handles conflicts in lifecycle configurations"). 0 when nobody can tell.
 */
export function preferredClass(a: string, b: string): number {
  const [one, other] = [preference(a), preference(b)];
  return one === null || other === null ? 0 : one - other;
}

function preference(storageClass: string): number | null {
  return storageClass === 'INTELLIGENT_TIERING' ? STORAGE_CLASSES.indexOf('GLACIER_IR') + 0.5 : depthOf(storageClass);
}

/** The storage class of an entry that names none. */
export const STANDARD = 'STANDARD';

/** Classes that Amazon gives only to objects that have been stored for 30 days. */
export const AFTER_30_DAYS: ReadonlySet<string> = new Set(['STANDARD_IA', 'ONEZONE_IA']);

/** Below so many bytes Amazon does not move an object unless a rule has a size of its own. */
export const SMALLEST_MOVED = 128 * 1024;

/** Classes that take smaller objects too under `varies_by_storage_class`. */
export const TAKES_SMALL: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE']);
