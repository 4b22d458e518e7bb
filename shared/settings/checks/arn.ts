import { parseS3Arn } from '../../policy/arns.ts';

export type Arn = { partition: string; service: string; region: string; account: string; resource: string };

/** The parts of `arn:partition:service:region:account:resource` (IAM User Guide, "Amazon Resource Names"); null for anything else. */
export function parseArn(text: string): Arn | null {
  const [arn, partition, service, region = '', account = '', ...rest] = text.split(':');
  const resource = rest.join(':');
  return arn === 'arn' && partition && service && resource ? { partition, service, region, account, resource } : null;
}

/** The bucket that `arn:aws:s3:::bucket` names; null when it names no bucket, or more than one. */
export function bucketOfArn(text: string): string | null {
  const arn = parseS3Arn(text);
  return arn?.key === null && !/[*?]/.test(arn.bucket) ? arn.bucket : null;
}
