import {
  DeleteBucketReplicationCommand,
  GetBucketReplication$,
  GetBucketReplicationCommand,
  PutBucketReplicationCommand,
} from '@aws-sdk/client-s3';
import { asInput, xmlSetting } from './xmlSetting.ts';

export const replication = xmlSetting('replication', {
  root: 'ReplicationConfiguration',
  notSet: ['ReplicationConfigurationNotFoundError'],
  operation: GetBucketReplication$,
  get: (Bucket) => new GetBucketReplicationCommand({ Bucket }),
  from: (output) => output.ReplicationConfiguration,
  isNothing: ({ Rules }) => (Rules ?? []).length === 0,
  put: ({ bucket, send }, document) =>
    send(new PutBucketReplicationCommand({ Bucket: bucket, ReplicationConfiguration: asInput(document) })),
  remove: ({ bucket, send }) => send(new DeleteBucketReplicationCommand({ Bucket: bucket })),
});
