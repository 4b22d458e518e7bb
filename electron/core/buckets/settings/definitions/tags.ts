import {
  DeleteBucketTaggingCommand,
  GetBucketTagging$,
  GetBucketTaggingCommand,
  PutBucketTaggingCommand,
} from '@aws-sdk/client-s3';
import { xmlSetting } from './xmlSetting.ts';

export const tags = xmlSetting('tags', {
  root: 'Tagging',
  notSet: ['NoSuchTagSet', 'NoSuchTagSetError'],
  operation: GetBucketTagging$,
  get: (Bucket) => new GetBucketTaggingCommand({ Bucket }),
  isNothing: ({ TagSet }) => (TagSet ?? []).length === 0,
  // MinIO tells of them in another order each time.
  rewrite: ({ TagSet }) => ({ TagSet: TagSet.toSorted((a, b) => (a.Key < b.Key ? -1 : 1)) }),
  put: ({ bucket, send }, Tagging) => send(new PutBucketTaggingCommand({ Bucket: bucket, Tagging })),
  remove: ({ bucket, send }) => send(new DeleteBucketTaggingCommand({ Bucket: bucket })),
});
