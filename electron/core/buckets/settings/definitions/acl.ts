import { GetBucketAcl$, GetBucketAclCommand, PutBucketAclCommand } from '@aws-sdk/client-s3';
import { xmlSetting } from './xmlSetting.ts';

export const acl = xmlSetting('acl', {
  root: 'AccessControlPolicy',
  notSet: [],
  operation: GetBucketAcl$,
  get: (Bucket) => new GetBucketAclCommand({ Bucket }),
  from: ({ Owner, Grants = [] }) => ({ Owner, Grants }),
  put: ({ bucket, send }, AccessControlPolicy) =>
    send(new PutBucketAclCommand({ Bucket: bucket, AccessControlPolicy })),
  hasDefault: true,
  pretendedBy: 'MinIO',
});
