import { expect, test } from 'vitest';
import type { PolicyStatement } from '../settings/documents/policy.ts';
import { TEMPLATES } from './templates.ts';
import { policyWords } from './words.ts';

const params = { prefix: 'photos/', account: '111122223333', access: 'read' } as const;

function wordsOf(statement: Partial<PolicyStatement>) {
  const full = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' } as const;
  const [words] = policyWords({ Version: '2012-10-17', Statement: { ...full, ...statement } }, 'b');
  if (!words) throw new Error('no words');
  return words;
}

test('the templates in words', () => {
  const all = TEMPLATES.map(({ id, document }) => [id, policyWords(document('b', params), 'b')]);
  const short = Object.fromEntries(all);
  expect(short.private).toEqual([]);
  expect(short['public-read']).toMatchObject([
    {
      index: 0,
      sid: 'AnyoneMayRead',
      effect: 'Allow',
      who: { not: false, words: [{ key: 'everyone' }] },
      what: { not: false, words: [{ key: 'readObjects' }] },
      where: { not: false, words: [{ key: 'allObjects' }] },
      conditions: [],
    },
  ]);
  expect(short['public-prefix']).toMatchObject([
    {
      what: { words: [{ key: 'list' }] },
      where: { words: [{ key: 'bucket' }] },
      conditions: [{ key: 'prefix', values: { values: 'photos/*' } }],
    },
    { where: { words: [{ key: 'below', values: { prefix: 'photos/' } }] } },
  ]);
  expect(short.account).toMatchObject([
    { who: { words: [{ key: 'account', values: { account: '111122223333' } }] } },
    { what: { words: [{ key: 'readObjects' }] } },
  ]);
  expect(short['https-only']).toMatchObject([
    {
      effect: 'Deny',
      what: { words: [{ key: 'everything' }] },
      where: { words: [{ key: 'everything' }] },
      conditions: [{ key: 'http' }],
    },
  ]);
  expect(short['no-deletion']).toMatchObject([
    { what: { words: [{ key: 'deleteObjects' }, { key: 'deleteVersions' }, { key: 'deleteBucket' }] } },
  ]);
});

test('who', () => {
  const who = (Principal: PolicyStatement['Principal']) => wordsOf({ Principal }).who.words;
  expect(
    who({
      AWS: [
        '111122223333',
        'arn:aws:iam::111122223333:user/team/bob',
        'arn:aws:iam::111122223333:role/reader',
        'arn:aws:sts::111122223333:assumed-role/reader/today',
        'arn:aws:iam:::user/other',
        'strange',
      ],
      CanonicalUser: 'abc',
      Service: ['logging.s3.amazonaws.com'],
      Federated: 'cognito-identity.amazonaws.com',
    }),
  ).toEqual([
    { key: 'account', values: { account: '111122223333' } },
    { key: 'user', values: { name: 'team/bob', account: '111122223333' } },
    { key: 'role', values: { name: 'reader', account: '111122223333' } },
    { key: 'session', values: { name: 'reader/today', account: '111122223333' } },
    { key: 'user', values: { name: 'other', account: '' } },
    { key: 'principal', values: { name: 'strange' } },
    { key: 'canonicalUser', values: { id: 'abc' } },
    { key: 'federated', values: { provider: 'cognito-identity.amazonaws.com' } },
    { key: 'service', values: { service: 'logging.s3.amazonaws.com' } },
  ]);
  const [but] = policyWords({ Statement: { Effect: 'Deny', NotPrincipal: { AWS: '111122223333' } } }, 'b');
  expect(but).toMatchObject({
    who: { not: true, words: [{ key: 'account' }] },
    what: { words: [{ key: 'nothing' }] },
    where: { words: [{ key: 'nothing' }] },
  });
});

test('what', () => {
  const what = (Action: string | string[]) => wordsOf({ Action }).what.words;
  expect(what(['s3:GetObject', 's3:getobjectversion', 's3:PutObject'])).toEqual([
    { key: 'readObjects' },
    { key: 'writeObjects' },
  ]);
  expect(what('s3:List*')).toEqual([{ key: 'list' }, { key: 'listVersions' }, { key: 'uploads' }]);
  expect(what('s3:Put*')).toEqual([{ key: 'action', values: { action: 's3:Put*' } }]);
  expect(what('s3:Nonsense')).toEqual([{ key: 'action', values: { action: 's3:Nonsense' } }]);
  expect(what(['s3:GetObject', '*'])).toEqual([{ key: 'everything' }]);
});

test('where', () => {
  const where = (...Resource: string[]) => wordsOf({ Resource }).where.words;
  expect(where('arn:aws:s3:::b', 'arn:aws:s3:::b/*', 'arn:aws:s3:::c')).toEqual([
    { key: 'everything' },
    { key: 'otherBucket', values: { bucket: 'c', resource: 'arn:aws:s3:::c' } },
  ]);
  expect(where('arn:aws:s3:::b/a/b.txt')).toEqual([{ key: 'object', values: { key: 'a/b.txt' } }]);
  expect(where(`arn:aws:s3:::b/a/\${*}\${?}`)).toEqual([{ key: 'object', values: { key: 'a/*?' } }]);
  expect(where('arn:aws:s3:::b/*.jpg')).toEqual([{ key: 'pattern', values: { pattern: '*.jpg' } }]);
  expect(where('*')).toEqual([{ key: 'everything' }]);
  expect(where('b/*')).toEqual([{ key: 'resource', values: { resource: 'b/*' } }]);
});

test('conditions', () => {
  const words = (Condition: NonNullable<PolicyStatement['Condition']>) => wordsOf({ Condition }).conditions;
  expect(
    words({ Bool: { 'AWS:SecureTransport': true }, IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '::1'] } }),
  ).toEqual([{ key: 'https' }, { key: 'fromAddress', values: { values: '10.0.0.0/8, ::1' } }]);
  expect(words({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } })).toEqual([
    { key: 'raw', values: { operator: 'StringEqualsIfExists', condition: 'aws:PrincipalOrgID', values: 'o-1' } },
  ]);
  expect(words({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } })[0]?.key).toBe('raw');
  expect(words({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } })).toEqual([{ key: 'withoutMfa' }]);
});
