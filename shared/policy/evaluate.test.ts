import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PolicyDocument, PolicyStatement } from '../settings/documents/policy.ts';
import { evaluate, type PolicyRequest } from './evaluate.ts';

const BUCKET = 'arn:aws:s3:::amzn-s3-demo-bucket';
const OBJECT = `${BUCKET}/photos/cat.jpg`;

function policy(...Statement: PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement };
}

function ask(more: Partial<PolicyRequest> = {}): PolicyRequest {
  return { principal: 'anonymous', action: 's3:GetObject', resource: OBJECT, ...more };
}

const publicRead: PolicyStatement = {
  Sid: 'PublicRead',
  Effect: 'Allow',
  Principal: '*',
  Action: ['s3:GetObject', 's3:GetObjectVersion'],
  Resource: [`${BUCKET}/*`],
};

describe('examples of the S3 and IAM User Guides', () => {
  test('granting read-only permission to an anonymous user', () => {
    const granted = policy(publicRead);
    expect(evaluate(granted, ask())).toBe('allow');
    expect(evaluate(granted, ask({ action: 's3:PutObject' }))).toBe('none');
    expect(evaluate(granted, ask({ action: 's3:ListBucket', resource: BUCKET }))).toBe('none');
    expect(evaluate(granted, ask({ resource: 'arn:aws:s3:::amzn-s3-demo-bucket2/a' }))).toBe('none');
    expect(evaluate(null, ask())).toBe('none');
  });

  test('restricting access to HTTPS requests', () => {
    const https = policy(publicRead, {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [BUCKET, `${BUCKET}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    expect(evaluate(https, ask({ context: { 'aws:SecureTransport': 'true' } }))).toBe('allow');
    expect(evaluate(https, ask({ context: { 'AWS:securetransport': 'false' } }))).toBe('deny');
    expect(evaluate(https, ask())).toBe('depends');
    // A visitor whom nothing lets in is refused in either case; somebody of the owner's account need not be.
    expect(evaluate(https, ask({ action: 's3:PutObject' }))).toBe('none');
    expect(evaluate(https, ask({ action: 's3:PutObject', principal: { account: '111122223333' } }))).toBe('depends');
  });

  test('restricting access to specific IP addresses', () => {
    const office = policy({
      Sid: 'IPAllow',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [BUCKET, `${BUCKET}/*`],
      Condition: { NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '2001:DB8:1234:5678::/64'] } },
    });
    const from = (address: string | null) => evaluate(office, ask({ context: { 'aws:SourceIp': address } }));
    expect(from('192.0.2.188')).toBe('none');
    expect(from('192.0.3.1')).toBe('deny');
    expect(from('2001:db8:1234:5678::1')).toBe('none');
    expect(from('2001:db8:1234:5679::1')).toBe('deny');
    // Negated operators hold when there is no such key.
    expect(from(null)).toBe('deny');
  });

  test('managing access to a folder by the prefix that is listed', () => {
    const home = policy({
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:user/bob' },
      Action: ['s3:ListBucket'],
      Resource: [BUCKET],
      Condition: { StringEquals: { 's3:prefix': ['', 'home/'] }, StringLike: { 's3:delimiter': '/' } },
    });
    const by = (arn: string, prefix: string | null) =>
      evaluate(home, {
        principal: { arn },
        action: 's3:listbucket',
        resource: BUCKET,
        context: { 's3:prefix': prefix, 's3:delimiter': '/' },
      });
    expect(by('arn:aws:iam::111122223333:user/bob', 'home/')).toBe('allow');
    expect(by('arn:aws:iam::111122223333:user/bob', '')).toBe('allow');
    expect(by('arn:aws:iam::111122223333:user/bob', 'home/bob/')).toBe('none');
    expect(by('arn:aws:iam::111122223333:user/bob', null)).toBe('none');
    expect(by('arn:aws:iam::111122223333:user/alice', 'home/')).toBe('none');
  });

  test('variables in resources', () => {
    const own = policy({
      Effect: 'Allow',
      Principal: { AWS: '111122223333' },
      Action: 's3:*',
      Resource: `${BUCKET}/\${aws:username}/*`,
    });
    const as = (name: string | null | undefined, resource: string) =>
      evaluate(own, {
        principal: { arn: 'arn:aws:iam::111122223333:user/bob' },
        action: 's3:PutObject',
        resource,
        ...(name === undefined ? {} : { context: { 'aws:username': name } }),
      });
    expect(as('bob', `${BUCKET}/bob/file`)).toBe('allow');
    expect(as('bob', `${BUCKET}/alice/file`)).toBe('none');
    // What a name holds is no pattern.
    expect(as('*', `${BUCKET}/bob/file`)).toBe('none');
    expect(as(null, `${BUCKET}/bob/file`)).toBe('none');
    expect(as(undefined, `${BUCKET}/bob/file`)).toBe('depends');
    expect(evaluate({ ...own, Version: '2008-10-17' }, ask({ resource: `${BUCKET}/bob/file` }))).toBe('none');
  });

  test('NotPrincipal with Deny spares those who are named', () => {
    const only = policy({
      Effect: 'Deny',
      NotPrincipal: { AWS: ['arn:aws:iam::444455556666:user/Bob', 'arn:aws:iam::444455556666:root'] },
      Action: 's3:*',
      Resource: [BUCKET, `${BUCKET}/*`],
    });
    expect(evaluate(only, ask({ principal: { arn: 'arn:aws:iam::444455556666:user/Bob' } }))).toBe('none');
    expect(evaluate(only, ask({ principal: { arn: 'arn:aws:iam::111122223333:user/Eve' } }))).toBe('deny');
    expect(evaluate(only, ask())).toBe('deny');
  });

  test('NotAction with Allow gives all else, NotResource all others', () => {
    const most = policy({ Effect: 'Allow', Principal: '*', NotAction: 's3:Delete*', Resource: `${BUCKET}/*` });
    expect(evaluate(most, ask({ action: 's3:PutObject' }))).toBe('allow');
    expect(evaluate(most, ask({ action: 's3:DeleteObjectVersion' }))).toBe('none');
    const others = policy(publicRead, {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      NotResource: `${BUCKET}/photos/*`,
    });
    expect(evaluate(others, ask())).toBe('allow');
    expect(evaluate(others, ask({ resource: `${BUCKET}/secret` }))).toBe('deny');
  });

  test('a role by its session, an account by any of its users', () => {
    const of = (AWS: string) => policy({ ...publicRead, Principal: { AWS } });
    const session = { arn: 'arn:aws:sts::111122223333:assumed-role/reader/today' };
    expect(evaluate(of('arn:aws:iam::111122223333:role/reader'), ask({ principal: session }))).toBe('allow');
    expect(evaluate(of('arn:aws:iam::111122223333:root'), ask({ principal: session }))).toBe('allow');
    expect(evaluate(of('arn:aws:iam::111122223333:role/writer'), ask({ principal: session }))).toBe('none');
    // Of the account all that is known is that it has such a user.
    const account = { account: '111122223333' };
    expect(evaluate(of('arn:aws:iam::111122223333:user/bob'), ask({ principal: account }))).toBe('depends');
    expect(evaluate(of('111122223333'), ask({ principal: account }))).toBe('allow');
    expect(evaluate(of('111122223333'), ask())).toBe('none');
    expect(evaluate(policy({ ...publicRead, Principal: { AWS: ['*'] } }), ask())).toBe('allow');
    const service = policy({ ...publicRead, Principal: { Service: 'logging.s3.amazonaws.com' } });
    expect(evaluate(service, ask({ principal: account }))).toBe('none');
  });
});

describe('condition operators', () => {
  const when = (Condition: PolicyStatement['Condition'], context: PolicyRequest['context']) =>
    evaluate(policy({ ...publicRead, ...(Condition ? { Condition } : {}) }), ask({ context: context ?? {} }));

  test.each([
    [{ StringEquals: { 'aws:Referer': 'a*' } }, 'a*', 'allow'],
    [{ StringEquals: { 'aws:Referer': 'a*' } }, 'ab', 'none'],
    [{ StringLike: { 'aws:Referer': 'http://www.example.com/*' } }, 'http://www.example.com/page', 'allow'],
    [{ StringLike: { 'aws:Referer': 'a?c' } }, 'abbc', 'none'],
    [{ StringNotLike: { 'aws:Referer': ['a*', 'b*'] } }, 'bcd', 'none'],
    [{ StringNotLike: { 'aws:Referer': ['a*', 'b*'] } }, 'cd', 'allow'],
    [{ StringEqualsIgnoreCase: { 'aws:Referer': 'ABC' } }, 'abc', 'allow'],
    [{ StringNotEquals: { 'aws:Referer': 'abc' } }, null, 'allow'],
    [{ StringEquals: { 'aws:Referer': 'abc' } }, null, 'none'],
    [{ StringEqualsIfExists: { 'aws:Referer': 'abc' } }, null, 'allow'],
    [{ StringEqualsIfExists: { 'aws:Referer': 'abc' } }, 'x', 'none'],
    [{ Null: { 'aws:Referer': 'true' } }, null, 'allow'],
    [{ Null: { 'aws:Referer': false } }, null, 'none'],
    [{ NumericLessThanEquals: { 'aws:Referer': 10 } }, '10', 'allow'],
    [{ NumericGreaterThan: { 'aws:Referer': '10' } }, '9', 'none'],
    [{ DateGreaterThan: { 'aws:Referer': '2026-01-01T00:00:00Z' } }, '2026-06-01T00:00:00Z', 'allow'],
    [{ DateLessThan: { 'aws:Referer': '2026-01-01T00:00:00Z' } }, '1800000000', 'none'],
    [{ ArnLike: { 'aws:Referer': 'arn:aws:sns:*:111122223333:*' } }, 'arn:aws:sns:eu-west-1:111122223333:t', 'allow'],
    [{ ArnLike: { 'aws:Referer': 'arn:aws:sns:*:t' } }, 'arn:aws:sns:eu-west-1:111122223333:t', 'none'],
    [{ ArnNotEquals: { 'aws:Referer': 'arn:aws:s3:::b' } }, 'arn:aws:s3:::b', 'none'],
    [{ 'ForAnyValue:StringEquals': { 'aws:Referer': ['a', 'b'] } }, ['x', 'b'], 'allow'],
    [{ 'ForAnyValue:StringEquals': { 'aws:Referer': 'a' } }, null, 'none'],
    [{ 'ForAllValues:StringEquals': { 'aws:Referer': ['a', 'b'] } }, ['x', 'b'], 'none'],
    [{ 'ForAllValues:StringEquals': { 'aws:Referer': 'a' } }, null, 'allow'],
    [{ SomethingNew: { 'aws:Referer': 'a' } }, 'a', 'depends'],
    [{ IpAddress: { 'aws:Referer': '10.0.0.0/8' } }, 'not an address', 'none'],
    [{ IpAddress: { 'aws:Referer': '::ffff:10.0.0.0/104' } }, '::ffff:10.1.2.3', 'allow'],
  ])('%j of %j: %s', (condition, value, decision) => {
    expect(when(condition, { 'aws:Referer': value })).toBe(decision);
  });

  test('all of them must hold', () => {
    const both = { StringEquals: { 'aws:Referer': 'a' }, Bool: { 'aws:SecureTransport': true } };
    expect(when(both, { 'aws:Referer': 'a', 'aws:SecureTransport': 'true' })).toBe('allow');
    expect(when(both, { 'aws:Referer': 'a', 'aws:SecureTransport': 'false' })).toBe('none');
    expect(when(both, { 'aws:Referer': 'a' })).toBe('depends');
    expect(when(both, { 'aws:Referer': 'b' })).toBe('none');
  });

  test('a visitor belongs to no organization', () => {
    expect(when({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, {})).toBe('none');
  });
});

describe('for any policy', () => {
  const pick = <T>(...values: T[]) => fc.constantFrom(...values);
  const statement = fc.record(
    {
      Effect: pick('Allow' as const, 'Deny' as const),
      Principal: pick<NonNullable<PolicyStatement['Principal']>>(
        '*',
        { AWS: '*' },
        { AWS: ['111122223333'] },
        { AWS: 'arn:aws:iam::111122223333:user/bob' },
        { CanonicalUser: 'abc' },
        { Service: 's3.amazonaws.com' },
      ),
      Action: pick<string | string[]>(
        's3:*',
        's3:Get*',
        ['s3:GetObject', 's3:PutObject'],
        's3:ListBucket',
        's3:?etObject',
      ),
      Resource: pick<string | string[]>(
        '*',
        `${BUCKET}/*`,
        [BUCKET, `${BUCKET}/photos/*`],
        `${BUCKET}/\${aws:username}`,
      ),
      Condition: pick<NonNullable<PolicyStatement['Condition']>>(
        { Bool: { 'aws:SecureTransport': 'false' } },
        { StringLike: { 's3:prefix': 'photos/*' } },
        { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      ),
    },
    { requiredKeys: ['Effect', 'Principal', 'Action', 'Resource'] },
  );
  const statements = fc.array(statement, { minLength: 1, maxLength: 6 });
  const request: fc.Arbitrary<PolicyRequest> = fc.record({
    principal: pick<PolicyRequest['principal']>(
      'anonymous',
      { account: '111122223333' },
      { arn: 'arn:aws:iam::111122223333:user/bob' },
      { arn: 'arn:aws:iam::444455556666:user/eve' },
    ),
    action: pick('s3:GetObject', 's3:PutObject', 's3:ListBucket'),
    resource: pick(BUCKET, OBJECT, `${BUCKET}/other`),
    context: pick<NonNullable<PolicyRequest['context']>>(
      {},
      { 'aws:SecureTransport': 'true', 's3:prefix': 'photos/' },
      { 'aws:SecureTransport': 'false', 's3:prefix': null, 'aws:SourceIp': '10.1.1.1', 'aws:username': 'other' },
    ),
  });

  test('a Deny more never allows more', () => {
    fc.assert(
      fc.property(statements, statement, request, (before, added, asked) => {
        const without = evaluate(policy(...before), asked);
        const withIt = evaluate(policy(...before, { ...added, Effect: 'Deny' }), asked);
        if (withIt === 'allow') expect(without).toBe('allow');
        if (without === 'deny') expect(withIt).toBe('deny');
        // A visitor gets in by an Allow alone.
        if (asked.principal === 'anonymous' && without === 'none') expect(withIt).not.toBe('depends');
      }),
      { numRuns: 1000 },
    );
  });

  test('an Allow more never denies more', () => {
    fc.assert(
      fc.property(statements, statement, request, (before, added, asked) => {
        const without = evaluate(policy(...before), asked);
        const withIt = evaluate(policy(...before, { ...added, Effect: 'Allow' }), asked);
        if (withIt === 'deny') expect(without).toBe('deny');
        if (without === 'allow') expect(withIt).toBe('allow');
      }),
      { numRuns: 1000 },
    );
  });

  test('the order of statements makes no difference', () => {
    fc.assert(
      fc.property(statements, request, (all, asked) => {
        expect(evaluate(policy(...all.toReversed()), asked)).toBe(evaluate(policy(...all), asked));
      }),
    );
  });
});
