/** Classes that a lifecycle can move to (S3 User Guide, "Transitioning objects"); servers have others of their own. */
export const STORAGE_CLASSES = [
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
] as const;
