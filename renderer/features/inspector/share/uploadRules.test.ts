import { expect, test } from 'vitest';
import { isKey, isMediaType, isPrefix, sizeProblem, typeLimit } from './uploadRules.ts';

test('a key has 1 to 1,024 bytes; a prefix may be empty', () => {
  expect([isKey(''), isKey('a'), isKey('я'.repeat(512)), isKey('я'.repeat(513))]).toEqual([false, true, true, false]);
  expect([isPrefix(''), isPrefix('я'.repeat(513))]).toEqual([true, false]);
});

test('a media type', () => {
  for (const type of ['text/csv', 'image/svg+xml', 'text/plain; charset=utf-8', 'application/vnd.ms-excel']) {
    expect([type, isMediaType(type)]).toEqual([type, true]);
  }
  for (const type of ['csv', 'text/', 'text/é', 'text/csv;', 'a b/c']) {
    expect([type, isMediaType(type)]).toEqual([type, false]);
  }
});

test('the type of a form is one, or all of a kind', () => {
  expect(typeLimit('')).toBeUndefined();
  expect(typeLimit('image/*')).toEqual({ beginsWith: 'image/' });
  expect(typeLimit('image/')).toEqual({ beginsWith: 'image/' });
  expect(typeLimit('image/png')).toEqual({ is: 'image/png' });
  expect(typeLimit('image')).toBeNull();
});

test('the limits of a size', () => {
  expect(sizeProblem(1, 100)).toBeNull();
  expect(sizeProblem(0, 5 * 1024 ** 3)).toBeNull();
  expect(sizeProblem(0, 5 * 1024 ** 3 + 1)).toBe('too-large');
  expect(sizeProblem(2, 1)).toBe('crossed');
  expect(sizeProblem(null, 1)).toBe('missing');
});
