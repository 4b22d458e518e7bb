import { expect, test } from 'vitest';
import { checkDocument } from '../checkDocument.ts';
import type { PolicyStatement } from '../documents/policy.ts';
import type { CheckContext } from '../problems.ts';
import { LARGEST_POLICY } from './policy.ts';

const STATEMENT = {
  Effect: 'Allow',
  Principal: { AWS: '111122223333' },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::b/*',
} as const;

function problemsOf(Statement: object, context: Partial<CheckContext> = {}) {
  const document = { Version: '2012-10-17', Statement };
  return checkDocument('policy', document, { bucket: 'b', ...context }).problems;
}

function codesOf(more: Partial<PolicyStatement>, context: Partial<CheckContext> = {}) {
  return problemsOf([{ ...STATEMENT, ...more }], context).map(({ code, severity }) => `${severity} ${code}`);
}

test('a policy of 20 KB is taken, one of a byte more is not', () => {
  const sized = (bytes: number) => {
    const document = { Version: '2012-10-17', Id: '', Statement: [] as object[] };
    const statement = (at: number) => ({
      ...STATEMENT,
      Sid: `S${at}`,
      Resource: `arn:aws:s3:::b/${'ж'.repeat(200)}/*`,
    });
    const size = () => new Blob([JSON.stringify(document)]).size;
    while (size() < bytes - 1000) document.Statement.push(statement(document.Statement.length));
    document.Statement.push({ ...STATEMENT, Resource: 'arn:aws:s3:::b/' });
    const last = document.Statement.at(-1) as { Resource: string };
    last.Resource += 'x'.repeat(bytes - size());
    expect(size()).toBe(bytes);
    return checkDocument('policy', document, { bucket: 'b' }).problems;
  };
  expect(sized(LARGEST_POLICY)).toEqual([]);
  expect(sized(LARGEST_POLICY + 1)).toEqual([
    { code: 'policy-size', severity: 'error', path: [], values: { size: 20_481, limit: 20_480 } },
  ]);
});

test('resources must be of this bucket', () => {
  const Resource = [
    'arn:aws:s3:::b',
    'arn:aws:s3:::b/x',
    'arn:aws:s3::tenant:b/x',
    'arn:aws-cn:s3:::*/x',
    '*',
    'b/*',
    'arn:aws:s3:::other/*',
    'arn:azure:s3:::b/*',
    'arn:aws:sns:eu-west-1:111122223333:topic',
  ];
  expect(problemsOf([{ ...STATEMENT, Resource }])).toEqual([
    { code: 'not-arn', severity: 'error', path: ['Statement', 0, 'Resource', 5], values: { arn: 'b/*', bucket: 'b' } },
    {
      code: 'arn-other-bucket',
      severity: 'error',
      path: ['Statement', 0, 'Resource', 6],
      values: { other: 'other', bucket: 'b' },
    },
    expect.objectContaining({ code: 'arn-partition', path: ['Statement', 0, 'Resource', 7] }),
    expect.objectContaining({ code: 'arn-not-s3', path: ['Statement', 0, 'Resource', 8] }),
  ]);
  const { Resource: _, ...rest } = STATEMENT;
  expect(problemsOf({ ...rest, NotResource: 'arn:aws:s3:::other/*' })).toMatchObject([
    { code: 'arn-other-bucket', path: ['Statement', 'NotResource'] },
  ]);
});

test.each<[Partial<PolicyStatement>, string[]]>([
  [{ Action: 's3:ListBucket' }, ['warning action-on-bucket']],
  [{ Action: ['s3:GetObject', 's3:ListBucket'] }, ['warning action-on-bucket']],
  [{ Resource: 'arn:aws:s3:::b' }, ['warning action-on-objects']],
  [{ Action: ['s3:GetObject', 's3:ListBucket'], Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'] }, []],
  [{ Action: 's3:*' }, []],
  [{ Action: 's3:ListBucket', Resource: 'arn:aws:s3:::b*' }, []],
  [{ Action: 's3:GetObjects' }, ['warning misspelt-action']],
  [{ Action: 'sqs:SendMessage' }, ['warning unknown-action']],
  [{ Action: 's3:Nothing*' }, ['warning unknown-action']],
  [{ Condition: { StringEqual: { 'aws:Referer': 'x' } } }, ['warning unknown-operator']],
  [{ Condition: { 'ForAnyValue:StringLikeIfExists': { 'aws:Referer': '' } } }, []],
  [{ NotAction: 's3:PutObject' }, ['error both-actions']],
  [{ NotPrincipal: '*' }, ['error both-principals']],
  [{ NotResource: 'arn:aws:s3:::b/x' }, ['error both-resources']],
  [{ Principal: {} }, ['error empty-value']],
  [{ Resource: ['arn:aws:s3:::b/*', ''] }, ['error empty-value']],
  [{ Sid: '' }, []],
])('%j: %j', (more, codes) => {
  expect(codesOf(more)).toEqual(codes);
});

test('who, what and where must be said', () => {
  expect(problemsOf([{ Effect: 'Allow' }]).map(({ code }) => code)).toEqual([
    'no-principal',
    'no-actions',
    'no-resource',
  ]);
});

test('the nearest known action is named', () => {
  expect(problemsOf({ ...STATEMENT, Action: 's3:PutObjct' })).toMatchObject([
    { path: ['Statement', 'Action'], values: { action: 's3:PutObjct', nearest: 's3:PutObject' } },
  ]);
});

test('a Sid is there once', () => {
  const named = { ...STATEMENT, Sid: 'One' };
  expect(problemsOf([named, STATEMENT, { ...named, Effect: 'Deny' }])).toEqual([
    { code: 'same-sid', severity: 'warning', path: ['Statement', 2, 'Sid'], values: { sid: 'One' } },
  ]);
});

test('a Deny that leaves nobody a way back is told', () => {
  const all: PolicyStatement = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
  };
  const http = { Bool: { 'aws:SecureTransport': 'false' } };
  expect(codesOf(all)).toEqual(['warning locks-out-owner']);
  expect(codesOf({ ...all, Action: 's3:DeleteBucketPolicy' })).toEqual(['warning locks-out-owner']);
  expect(codesOf({ ...all, Action: 's3:GetObject' })).toEqual([]);
  expect(codesOf({ ...all, Resource: 'arn:aws:s3:::b/*' })).toEqual([]);
  expect(codesOf({ ...all, Principal: { AWS: '111122223333' } })).toEqual([]);
  expect(codesOf({ ...all, Condition: { StringNotEquals: { 'aws:PrincipalArn': 'x' } } })).toEqual([]);
  expect(codesOf({ ...all, Condition: http })).toEqual([]);
  expect(codesOf({ ...all, Condition: http }, { plainHttp: true })).toEqual(['warning locks-out-plain-http']);
  const { Principal: _, ...rest } = all;
  expect(problemsOf([{ ...rest, NotPrincipal: { AWS: '111122223333' } }])).toEqual([]);
});

test('what is public is refused where public policies are', () => {
  const isPublic = { Principal: '*' } as const;
  expect(codesOf(isPublic)).toEqual([]);
  expect(codesOf(isPublic, { blocksPublicPolicy: true })).toEqual(['error public-while-blocked']);
  expect(codesOf({}, { blocksPublicPolicy: true })).toEqual([]);
  const narrow = { ...isPublic, Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } };
  expect(codesOf(narrow, { blocksPublicPolicy: true })).toEqual([]);
});
