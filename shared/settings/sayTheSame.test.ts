import { expect, test } from 'vitest';
import { isWanted, sayTheSame } from './sayTheSame.ts';

const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' } as const;
const isSame = (sent: object, found: object) =>
  isWanted('policy', { Statement: { ...statement, ...sent } }, { Statement: [{ ...statement, ...found }] });

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

test('CORS rules are tried in their order, so it counts; lifecycle rules are not', () => {
  const rules = [
    { AllowedMethods: ['GET'], AllowedOrigins: ['https://a'] },
    { AllowedMethods: ['PUT'], AllowedOrigins: ['*'] },
  ];
  expect(sayTheSame('cors', { CORSRules: rules }, { CORSRules: rules.toReversed() })).toBe(false);
  const lives = ['a/', 'b/'].map((Prefix) => ({ Status: 'Enabled', Filter: { Prefix }, Expiration: { Days: 1 } }));
  expect(sayTheSame('lifecycle', { Rules: lives }, { Rules: lives.toReversed() })).toBe(true);
});

test('what only one of two documents says keeps them apart, though it counts as sent', () => {
  const [named, plain] = [{ TagSet: [{ Key: 'a', Value: 'b' }] }, { TagSet: [{ Key: 'a', Value: '' }] }];
  expect(isWanted('versioning', { Status: 'Enabled' }, { Status: 'Enabled', MFADelete: 'Enabled' })).toBe(true);
  expect(sayTheSame('versioning', { Status: 'Enabled' }, { Status: 'Enabled', MFADelete: 'Enabled' })).toBe(false);
  expect(sayTheSame('tags', named, plain)).toBe(false);
});
