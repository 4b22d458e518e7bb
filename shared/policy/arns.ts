/** Partitions of ARNs (AWS Reference guide, "Amazon Resource Names"). Other servers use `aws`. */
export const PARTITIONS = [
  'aws',
  'aws-cn',
  'aws-us-gov',
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
  'aws-eusc',
] as const;

/** The ARN of a bucket as S3 and servers like it write it in policies. */
export function bucketArn(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}

/** The ARN of an object. The key stands in it as it is. */
export function objectArn(bucket: string, key: string): string {
  return `${bucketArn(bucket)}/${key}`;
}

/** An ARN of S3 in its parts; `key` is null for a bucket's own. `tenant`: Ceph has one in the account's place. */
export type S3Arn = { partition: string; tenant: string; bucket: string; key: string | null };

/** The parts of an ARN in a Resource, wildcards as they stand; null when it is none of a bucket or object of S3. */
export function parseS3Arn(arn: string): S3Arn | null {
  const match = /^arn:([^:]*):s3:[^:]*:([^:]*):([^/]+)(?:\/(.*))?$/s.exec(arn);
  if (!match) return null;
  const [, partition = '', tenant = '', bucket = '', key] = match;
  return { partition, tenant, bucket, key: key ?? null };
}

/** The account of an ARN or of a bare account ID; null when it names none. */
export function accountOf(principal: string): string | null {
  if (/^\d{12}$/.test(principal)) return principal;
  return /^arn:[^:]*:(?:iam|sts):[^:]*:([^:]+):/.exec(principal)?.[1] ?? null;
}
