import { expect, test } from 'vitest';
import type { PolicyStatement } from '../settings/documents/policy.ts';
import { isPublic, opensToEveryone } from './openness.ts';
import { statementsOf } from './statements.ts';

const OF_ALL = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' } as const;

function judged(more: Partial<PolicyStatement>) {
  const [statement] = statementsOf({ Version: '2012-10-17', Statement: { ...OF_ALL, ...more } });
  if (!statement) throw new Error('no statement');
  return { opens: opensToEveryone(statement), public: isPublic(statement) };
}

const PUBLIC = { opens: true, public: true };
const HELD = { opens: true, public: false };
const CLOSED = { opens: false, public: false };

// S3 User Guide, "Blocking public access to your Amazon S3 storage", "The meaning of public".
test.each([
  [{}, PUBLIC],
  [{ Principal: { AWS: '*' } }, PUBLIC],
  [{ Principal: { AWS: '111122223333' } }, CLOSED],
  [{ Effect: 'Deny' as const }, CLOSED],
  [{ Condition: { StringLike: { 'aws:SourceVpc': 'vpc-*' } } }, PUBLIC],
  [{ Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-91237329' } } }, HELD],
  [{ Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }, HELD],
  [{ Condition: { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '0.0.0.0/1'] } } }, PUBLIC],
  [{ Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }, PUBLIC],
  [{ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } } }, CLOSED],
  [{ Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1234567890' } } }, PUBLIC],
  [{ Condition: { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgPaths': 'o-1/r' } } }, PUBLIC],
  [{ Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } } }, CLOSED],
  [{ Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } } }, PUBLIC],
  [{ Condition: { StringEquals: { 'aws:userid': 'anonymous' } } }, PUBLIC],
  [{ Condition: { StringEquals: { 'aws:userid': 'AIDAEXAMPLE' } } }, CLOSED],
  [
    { Condition: { StringEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:r:1:key/k' } } },
    HELD,
  ],
  [{ Condition: { StringLike: { 'aws:Referer': 'https://example.com/*' } } }, PUBLIC],
])('%j', (more, expected) => {
  expect(judged(more)).toEqual(expected);
});

test('all but some are everyone', () => {
  const { Principal: _, ...rest } = OF_ALL;
  const [statement] = statementsOf({ Statement: { ...rest, NotPrincipal: { AWS: '111122223333' } } });
  expect(statement && isPublic(statement)).toBe(true);
});
