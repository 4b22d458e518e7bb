import {
  DeleteBucketOwnershipControlsCommand,
  GetBucketOwnershipControls$,
  GetBucketOwnershipControlsCommand,
  PutBucketOwnershipControlsCommand,
} from '@aws-sdk/client-s3';
import { xmlSetting } from './xmlSetting.ts';

export const ownership = xmlSetting('ownership', {
  root: 'OwnershipControls',
  notSet: ['OwnershipControlsNotFoundError'],
  operation: GetBucketOwnershipControls$,
  get: (Bucket) => new GetBucketOwnershipControlsCommand({ Bucket }),
  from: (output) => output.OwnershipControls,
  isNothing: ({ Rules }) => (Rules ?? []).length === 0,
  put: ({ bucket, send }, OwnershipControls) =>
    send(new PutBucketOwnershipControlsCommand({ Bucket: bucket, OwnershipControls })),
  remove: ({ bucket, send }) => send(new DeleteBucketOwnershipControlsCommand({ Bucket: bucket })),
});
