import { expect, test } from 'vitest';
import { utf8Locale } from './locale.ts';

test.each([
  [{}, { LC_ALL: 'C.UTF-8' }],
  [{ LANG: 'C' }, { LC_ALL: 'C.UTF-8' }],
  [{ LANG: 'ru_RU.UTF-8', LC_ALL: 'POSIX' }, { LC_ALL: 'C.UTF-8' }],
  [{ LANG: 'ru_RU.UTF-8' }, {}],
  [{ LC_ALL: 'en_US.utf8' }, {}],
])('with %j it adds %j', (env, added) => {
  expect(utf8Locale(env)).toEqual(process.platform === 'linux' ? added : {});
});
