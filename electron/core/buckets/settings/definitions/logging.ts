import { GetBucketLogging$, GetBucketLoggingCommand, PutBucketLoggingCommand } from '@aws-sdk/client-s3';
import { asInput, xmlSetting } from './xmlSetting.ts';

/** S3 has no DELETE for it: an empty configuration switches it off. */
export const logging = xmlSetting('logging', {
  root: 'BucketLoggingStatus',
  notSet: [],
  operation: GetBucketLogging$,
  get: (Bucket) => new GetBucketLoggingCommand({ Bucket }),
  isNothing: ({ LoggingEnabled }) => LoggingEnabled === undefined,
  put: ({ bucket, send }, document) =>
    send(new PutBucketLoggingCommand({ Bucket: bucket, BucketLoggingStatus: asInput(document) })),
  remove: ({ bucket, send }) => send(new PutBucketLoggingCommand({ Bucket: bucket, BucketLoggingStatus: {} })),
  pretendedBy: 'MinIO',
});
