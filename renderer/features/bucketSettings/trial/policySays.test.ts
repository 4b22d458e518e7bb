import { expect, test } from 'vitest';
import type { PolicyDocument } from '../../../../shared/settings/documents/policy.ts';
import { differenceOf, policySays } from './policySays.ts';

const trial = { key: 'a.txt', probeKey: 'a.txt.probe' };
const publicRead: PolicyDocument = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' },
};

test('what a policy says of a visitor and of this connection', () => {
  const says = (who: 'anonymous' | 'connection', action: 'read' | 'write') =>
    policySays(publicRead, 'photos', trial, { who, action });
  expect(says('anonymous', 'read')).toBe('allow');
  expect(says('anonymous', 'write')).toBe('none');
  expect(says('connection', 'read')).toBe('allow');
  expect(says('connection', 'write')).toBe('none');
});

test('reading is of the key that was asked about, writing of the probe', () => {
  const one: PolicyDocument = {
    Statement: { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::photos/a.txt' },
  };
  expect(policySays(one, 'photos', trial, { who: 'anonymous', action: 'read' })).toBe('allow');
  expect(policySays(one, 'photos', trial, { who: 'anonymous', action: 'write' })).toBe('none');
  expect(policySays(one, 'photos', trial, { who: 'anonymous', action: 'list' })).toBe('none');
});

test('a policy that names somebody may mean this connection', () => {
  const named = (Effect: 'Allow' | 'Deny'): PolicyDocument => ({
    Statement: { Effect, Principal: { AWS: '123456789012' }, Action: 's3:GetObject', Resource: '*' },
  });
  for (const effect of ['Allow', 'Deny'] as const) {
    expect(policySays(named(effect), 'photos', trial, { who: 'connection', action: 'read' })).toBe('depends');
    expect(policySays(named(effect), 'photos', trial, { who: 'connection', action: 'write' })).toBe('none');
    expect(policySays(named(effect), 'photos', trial, { who: 'anonymous', action: 'read' })).toBe('none');
  }
});

test('only a contradiction is a difference', () => {
  const saved = { isSaved: true, isBlocked: false };
  const anyone = (answer: 'allowed' | 'refused' | 'failed' | 'not-tried') => ({ who: 'anonymous' as const, answer });
  expect(differenceOf(anyone('allowed'), 'allow', saved)).toBeNull();
  expect(differenceOf(anyone('refused'), 'none', saved)).toBeNull();
  expect(differenceOf(anyone('failed'), 'allow', saved)).toBeNull();
  expect(differenceOf(anyone('refused'), 'depends', saved)).toBeNull();
  expect(differenceOf(anyone('allowed'), 'none', saved)).toBe('granted');
  expect(differenceOf(anyone('refused'), 'allow', saved)).toBe('forbidden');
  expect(differenceOf(anyone('refused'), 'allow', { isSaved: true, isBlocked: true })).toBe('block');
  expect(differenceOf(anyone('refused'), 'allow', { isSaved: false, isBlocked: true })).toBe('draft');
  const own = { who: 'connection' as const, answer: 'allowed' as const };
  expect(differenceOf(own, 'none', saved)).toBeNull();
  expect(differenceOf(own, 'deny', saved)).toBe('owner');
});
