import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlock$,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { xmlSetting } from './xmlSetting.ts';

/** One that blocks nothing is none: Ceph RGW tells of one in every bucket. */
export const publicAccessBlock = xmlSetting('publicAccessBlock', {
  // Ceph RGW 16 has a name of its own for it.
  root: ['PublicAccessBlockConfiguration', 'BlockPublicAccessBlockConfiguration'],
  notSet: ['NoSuchPublicAccessBlockConfiguration'],
  operation: GetPublicAccessBlock$,
  get: (Bucket) => new GetPublicAccessBlockCommand({ Bucket }),
  from: (output) => output.PublicAccessBlockConfiguration,
  isNothing: (document) => !Object.values(document).includes(true),
  put: ({ bucket, send }, PublicAccessBlockConfiguration) =>
    send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration })),
  remove: ({ bucket, send }) => send(new DeletePublicAccessBlockCommand({ Bucket: bucket })),
});
