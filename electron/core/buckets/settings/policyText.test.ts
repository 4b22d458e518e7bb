import { expect, test } from 'vitest';
import { policy } from './definitions/policy.ts';

const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' } as const;
const isSame = (sent: object, found: object) =>
  policy.isSame?.({ Statement: { ...statement, ...sent } }, { Statement: [{ ...statement, ...found }] });

test.each<[string, object, object]>([
  ['one or a list of one', { Action: 's3:GetObject' }, { Action: ['s3:GetObject'] }],
  ['everybody', { Principal: '*' }, { Principal: { AWS: ['*'] } }],
  [
    'an account and its root user',
    { Principal: { AWS: '123456789012' } },
    { Principal: { AWS: 'arn:aws:iam::123456789012:root' } },
  ],
  [
    'lists in another order',
    { Action: ['s3:GetObject', 's3:PutObject'] },
    { Action: ['s3:PutObject', 's3:GetObject'] },
  ],
  ['a true and the word', { Condition: { Bool: { a: true } } }, { Condition: { Bool: { a: ['true'] } } }],
  ['a name that the server gave', {}, { Sid: 'generated' }],
])('%s are the same', (_, sent, found) => {
  expect(isSame(sent, found)).toBe(true);
});

test.each<[string, object, object]>([
  ['another action', { Action: 's3:GetObject' }, { Action: ['s3:PutObject'] }],
  ['a lost condition', { Condition: { Bool: { a: true } } }, {}],
  ['another principal', { Principal: { AWS: '123456789012' } }, { Principal: '*' }],
  ['another effect', { Effect: 'Allow' }, { Effect: 'Deny' }],
])('%s is not', (_, sent, found) => {
  expect(isSame(sent, found)).toBe(false);
});
