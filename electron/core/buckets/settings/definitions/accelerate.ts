import {
  GetBucketAccelerateConfiguration$,
  GetBucketAccelerateConfigurationCommand,
  PutBucketAccelerateConfigurationCommand,
} from '@aws-sdk/client-s3';
import { xmlSetting } from './xmlSetting.ts';

/** Without a status it was never switched on; there is no way back to that. */
export const accelerate = xmlSetting('accelerate', {
  root: 'AccelerateConfiguration',
  notSet: [],
  operation: GetBucketAccelerateConfiguration$,
  get: (Bucket) => new GetBucketAccelerateConfigurationCommand({ Bucket }),
  isNothing: ({ Status }) => Status === undefined,
  put: ({ bucket, send }, AccelerateConfiguration) =>
    send(new PutBucketAccelerateConfigurationCommand({ Bucket: bucket, AccelerateConfiguration })),
  pretendedBy: 'MinIO',
});
