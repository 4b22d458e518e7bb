import {
  DeleteBucketCorsCommand,
  GetBucketCors$,
  GetBucketCorsCommand,
  PutBucketCorsCommand,
} from '@aws-sdk/client-s3';
import { xmlSetting } from './xmlSetting.ts';

export const cors = xmlSetting('cors', {
  root: 'CORSConfiguration',
  notSet: ['NoSuchCORSConfiguration'],
  operation: GetBucketCors$,
  get: (Bucket) => new GetBucketCorsCommand({ Bucket }),
  isNothing: ({ CORSRules }) => (CORSRules ?? []).length === 0,
  put: ({ bucket, send }, CORSConfiguration) => send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration })),
  remove: ({ bucket, send }) => send(new DeleteBucketCorsCommand({ Bucket: bucket })),
});
