import {
  DeleteBucketWebsiteCommand,
  GetBucketWebsite$,
  GetBucketWebsiteCommand,
  PutBucketWebsiteCommand,
} from '@aws-sdk/client-s3';
import { xmlSetting } from './xmlSetting.ts';

export const website = xmlSetting('website', {
  root: 'WebsiteConfiguration',
  notSet: ['NoSuchWebsiteConfiguration'],
  operation: GetBucketWebsite$,
  get: (Bucket) => new GetBucketWebsiteCommand({ Bucket }),
  isNothing: (document) => Object.keys(document).length === 0,
  put: ({ bucket, send }, WebsiteConfiguration) =>
    send(new PutBucketWebsiteCommand({ Bucket: bucket, WebsiteConfiguration })),
  remove: ({ bucket, send }) => send(new DeleteBucketWebsiteCommand({ Bucket: bucket })),
  pretendedBy: 'MinIO',
});
