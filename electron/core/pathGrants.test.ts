import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { createPathGrants } from './pathGrants.ts';

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    return error instanceof AppError ? error.data.code : 'not an AppError';
  }
  return undefined;
}

test('a granted path comes back for its token and its kind only', () => {
  const grants = createPathGrants();
  const token = grants.grant('/home/me/file.txt', 'read');
  expect(grants.resolve(token, 'read')).toBe('/home/me/file.txt');
  expect(token).not.toContain('file');
  expect(codeOf(() => grants.resolve(token, 'write'))).toBe('grant-unknown');
});

test.each(['', '/etc/passwd', 'constructor', '00000000-0000-0000-0000-000000000000'])(
  'the token %j was never given',
  (token) => {
    const grants = createPathGrants();
    grants.grant('/etc/passwd', 'read');
    expect(codeOf(() => grants.resolve(token, 'read'))).toBe('grant-unknown');
  },
);

test('a relative path is refused', () => {
  expect(codeOf(() => createPathGrants().grant('../x', 'read'))).toBe('invalid-request');
});
