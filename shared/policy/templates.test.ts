import { describe, expect, test } from 'vitest';
import { checkDocument } from '../settings/checkDocument.ts';
import type { PolicyDocument } from '../settings/documents/policy.ts';
import { bucketArn, objectArn } from './arns.ts';
import { evaluate } from './evaluate.ts';
import { addStatements, TEMPLATES, type TemplateId, type TemplateParams } from './templates.ts';

const params: TemplateParams = { prefix: 'photos/', account: '111122223333', access: 'read' };

function documentOf(id: TemplateId, more: Partial<TemplateParams> = {}): PolicyDocument | null {
  return TEMPLATES.find((template) => template.id === id)?.document('b', { ...params, ...more }) ?? null;
}

function needed(id: TemplateId, more: Partial<TemplateParams> = {}): PolicyDocument {
  const document = documentOf(id, more);
  if (document === null) throw new Error(`${id} has no document`);
  return document;
}

test.each(TEMPLATES.map(({ id }) => id))('%s has nothing to complain about', (id) => {
  const document = documentOf(id);
  if (id === 'private') expect(document).toBeNull();
  else expect(checkDocument('policy', document, { bucket: 'b' }).problems).toEqual([]);
});

test('a prefix with wildcards opens that prefix alone', () => {
  const document = needed('public-prefix', { prefix: 'a*/' });
  const read = (key: string) =>
    evaluate(document, { principal: 'anonymous', action: 's3:GetObject', resource: objectArn('b', key) });
  const list = (prefix: string | null) =>
    evaluate(document, {
      principal: 'anonymous',
      action: 's3:ListBucket',
      resource: bucketArn('b'),
      context: { 's3:prefix': prefix },
    });
  expect([read('a*/x'), read('ab/x'), list('a*/'), list('ab/'), list(null)]).toEqual([
    'allow',
    'none',
    'allow',
    'none',
    'none',
  ]);
});

test('without a prefix the whole bucket is listed and read', () => {
  const document = needed('public-prefix', { prefix: '' });
  const request = { principal: 'anonymous', action: 's3:ListBucket', resource: bucketArn('b') } as const;
  expect(evaluate(document, { ...request, context: { 's3:prefix': null } })).toBe('allow');
});

test('an account is named by its root, anybody else by the ARN that was given', () => {
  const [list] = [needed('account').Statement].flat();
  expect(list?.Principal).toEqual({ AWS: 'arn:aws:iam::111122223333:root' });
  const arn = 'arn:aws:iam:::user/other';
  expect([needed('account', { account: arn }).Statement].flat()[0]?.Principal).toEqual({ AWS: arn });
});

test('reading and writing allows more than reading', () => {
  const write = (access: TemplateParams['access']) =>
    evaluate(needed('account', { access }), {
      principal: { account: '111122223333' },
      action: 's3:PutObject',
      resource: objectArn('b', 'x'),
    });
  expect([write('read'), write('read-write')]).toEqual(['none', 'allow']);
});

describe('adding statements', () => {
  test('to no policy gives the template', () => {
    expect(addStatements(null, needed('public-read'))).toEqual(needed('public-read'));
  });

  test('puts them last and leaves all else', () => {
    const own: PolicyDocument = { Id: 'mine', Statement: { Effect: 'Deny', Principal: '*', NotAction: 's3:Get*' } };
    const added = addStatements(own, needed('https-only'));
    expect(added).toEqual({ Id: 'mine', Statement: [own.Statement, ...[needed('https-only').Statement].flat()] });
  });

  test('replaces one with the same Sid where it stands', () => {
    const first = addStatements(needed('account'), needed('https-only'));
    const again = addStatements(first, needed('account', { access: 'read-write' }));
    expect(again).toEqual(addStatements(needed('account', { access: 'read-write' }), needed('https-only')));
  });

  test('keeps prefixes apart that differ in their punctuation only', () => {
    const both = addStatements(needed('public-prefix', { prefix: 'a-b/' }), needed('public-prefix', { prefix: 'ab/' }));
    const sids = [both.Statement].flat().map(({ Sid }) => Sid ?? '');
    expect(new Set(sids).size).toBe(4);
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
  });
});
