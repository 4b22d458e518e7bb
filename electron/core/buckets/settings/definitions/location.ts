import { GetBucketLocation$, GetBucketLocationCommand } from '@aws-sdk/client-s3';
import { xmlSetting } from './xmlSetting.ts';

export const location = xmlSetting('location', {
  root: 'LocationConstraint',
  notSet: [],
  operation: GetBucketLocation$,
  get: (Bucket) => new GetBucketLocationCommand({ Bucket }),
  // Amazon says nothing of us-east-1 (S3 API Reference, GetBucketLocation).
  from: ({ LocationConstraint }) => ({ LocationConstraint: LocationConstraint ?? '' }),
});
