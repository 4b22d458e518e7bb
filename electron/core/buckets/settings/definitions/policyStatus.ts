import { GetBucketPolicyStatus$, GetBucketPolicyStatusCommand } from '@aws-sdk/client-s3';
import { xmlSetting } from './xmlSetting.ts';

export const policyStatus = xmlSetting('policyStatus', {
  root: 'PolicyStatus',
  notSet: ['NoSuchBucketPolicy'],
  operation: GetBucketPolicyStatus$,
  get: (Bucket) => new GetBucketPolicyStatusCommand({ Bucket }),
  from: (output) => output.PolicyStatus,
  isNothing: ({ IsPublic }) => IsPublic === undefined,
});
