import {
  DeleteBucketEncryptionCommand,
  GetBucketEncryption$,
  GetBucketEncryptionCommand,
  PutBucketEncryptionCommand,
} from '@aws-sdk/client-s3';
import { asInput, xmlSetting } from './xmlSetting.ts';

export const encryption = xmlSetting('encryption', {
  root: 'ServerSideEncryptionConfiguration',
  notSet: ['ServerSideEncryptionConfigurationNotFoundError'],
  operation: GetBucketEncryption$,
  get: (Bucket) => new GetBucketEncryptionCommand({ Bucket }),
  from: (output) => output.ServerSideEncryptionConfiguration,
  isNothing: ({ Rules }) => (Rules ?? []).length === 0,
  put: ({ bucket, send }, document) =>
    send(new PutBucketEncryptionCommand({ Bucket: bucket, ServerSideEncryptionConfiguration: asInput(document) })),
  remove: ({ bucket, send }) => send(new DeleteBucketEncryptionCommand({ Bucket: bucket })),
});
