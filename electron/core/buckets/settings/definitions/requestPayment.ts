import {
  GetBucketRequestPayment$,
  GetBucketRequestPaymentCommand,
  PutBucketRequestPaymentCommand,
} from '@aws-sdk/client-s3';
import { xmlSetting } from './xmlSetting.ts';

export const requestPayment = xmlSetting('requestPayment', {
  root: 'RequestPaymentConfiguration',
  notSet: [],
  operation: GetBucketRequestPayment$,
  get: (Bucket) => new GetBucketRequestPaymentCommand({ Bucket }),
  isNothing: ({ Payer }) => Payer === undefined,
  put: ({ bucket, send }, RequestPaymentConfiguration) =>
    send(new PutBucketRequestPaymentCommand({ Bucket: bucket, RequestPaymentConfiguration })),
  hasDefault: true,
  pretendedBy: 'MinIO',
});
