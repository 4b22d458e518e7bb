/** The providers' own names of their classes (Amazon S3 User Guide, "Understanding and managing storage classes"). */
const NAMES: Readonly<Record<string, string>> = {
  STANDARD: 'Standard',
  STANDARD_IA: 'Standard-IA',
  ONEZONE_IA: 'One Zone-IA',
  INTELLIGENT_TIERING: 'Intelligent',
  GLACIER: 'Glacier',
  GLACIER_IR: 'Glacier IR',
  DEEP_ARCHIVE: 'Deep Archive',
  REDUCED_REDUNDANCY: 'Reduced',
  EXPRESS_ONEZONE: 'Express',
  OUTPOSTS: 'Outposts',
};

/** A storage class as its provider calls it; one not known stands as it is. */
export function storageClassName(storageClass: string): string {
  return NAMES[storageClass] ?? storageClass;
}
