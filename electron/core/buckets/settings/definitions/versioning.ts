import { GetBucketVersioning$, GetBucketVersioningCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { xmlSetting } from './xmlSetting.ts';

/** A bucket whose versioning was never touched has no status; there is no way back to that. */
export const versioning = xmlSetting('versioning', {
  root: 'VersioningConfiguration',
  notSet: [],
  operation: GetBucketVersioning$,
  get: (Bucket) => new GetBucketVersioningCommand({ Bucket }),
  isNothing: ({ Status }) => Status === undefined,
  put: ({ bucket, send }, VersioningConfiguration) =>
    send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration })),
});
