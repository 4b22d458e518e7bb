import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError, appError } from '../../shared/errors.ts';
import { localError } from './localErrors.ts';

const systemError = (code: string) => Object.assign(new Error(`${code}: /a/secret/path`), { code });

test.each([
  ['ENOENT', 'local-not-found'],
  ['EACCES', 'local-denied'],
  ['EPERM', 'local-denied'],
  ['EROFS', 'local-denied'],
  ['ENOSPC', 'local-disk-full'],
  ['EDQUOT', 'local-disk-full'],
  ['EIO', 'local-io'],
  ['ENAMETOOLONG', 'local-io'],
])('%s is %s, with the name and not the path', (code, expected) => {
  const error = localError(systemError(code), 'folder/name');
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ data: { code: expected, details: { path: 'folder/name', cause: code } } });
  expect(JSON.stringify(error)).not.toContain('secret');
});

test('what is no error of the system passes unchanged', () => {
  const known = appError('changed', 'x');
  const fault = new TypeError('x');
  expect(localError(known, 'n')).toBe(known);
  expect(localError(fault, 'n')).toBe(fault);
});

test('a real error of the system', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stave-errors-'));
  const error = await open(join(folder, 'nothing')).catch((thrown: unknown) => localError(thrown, 'nothing'));
  await rm(folder, { recursive: true });
  expect(error).toMatchObject({ data: { code: 'local-not-found', retryable: false } });
});
