import { expect, test } from 'vitest';
import { TEMPLATES } from '../policy/templates.ts';
import type { PolicyDocument } from '../settings/documents/policy.ts';
import { retargetPolicy } from './retarget.ts';

const params = { prefix: 'a:b/', account: '111122223333', access: 'read' } as const;

const named = TEMPLATES.filter(({ id }) => id !== 'private').map(({ id, document }) => [id, document] as const);

test.each(named)('%s becomes that of another bucket', (_, document) => {
  const policy = document('from', params);
  expect(policy && retargetPolicy(policy, 'from', 'to')).toEqual(document('to', params));
});

test('leaves what is of other buckets, and all that is no ARN', () => {
  const policy: PolicyDocument = {
    Id: 'from',
    Statement: {
      Sid: 'from',
      Effect: 'Deny',
      NotPrincipal: { AWS: 'arn:aws:iam::111122223333:user/from' },
      Action: 's3:*',
      NotResource: ['arn:aws:s3:::from', 'arn:aws:s3:::from2/x', 'arn:aws:s3::tenant:from/from', '*'],
      Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::from' }, NumericEquals: { 's3:max-keys': 1 } },
    },
  };
  const statement = [policy.Statement].flat()[0];
  expect(retargetPolicy(policy, 'from', 'to$1')).toEqual({
    Id: 'from',
    Statement: {
      ...statement,
      NotResource: ['arn:aws:s3:::to$1', 'arn:aws:s3:::from2/x', 'arn:aws:s3::tenant:to$1/from', '*'],
      Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::to$1' }, NumericEquals: { 's3:max-keys': 1 } },
    },
  });
});
