import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { watchRule } from '../../testing/watchLogFixture.ts';
import { logPathOf } from './logPath.ts';

const pathOf = (name: string, platform: string, id = 'rule-1') => logPathOf(watchRule({ id, name }), platform);

test.each([
  ['Заказы', 'linux', /^\/logs\/Заказы-[\da-f]{8}\.log$/],
  ['a/b\n..', 'linux', /^\/logs\/a-b%0A\.\.-[\da-f]{8}\.log$/],
  ['../..', 'linux', /^\/logs\/\.\.-\.\.-[\da-f]{8}\.log$/],
  ['a:b*?', 'win32', /a%3Ab%2A%3F-[\da-f]{8}\.log$/],
  ['CON.a', 'win32', /%43ON\.a-[\da-f]{8}\.log$/],
])('%j on %s', (name, platform, expected) => {
  expect(pathOf(name, platform)).toMatch(expected);
});

test('is never too long, in its folder, and of one rule alone', () => {
  const paths = ['rule-1', 'rule-2', '../rule'].map((id) => pathOf('🪣'.repeat(100), 'linux', id));
  expect(new Set(paths).size).toBe(3);
  for (const path of paths) {
    expect(dirname(path)).toBe('/logs');
    expect(Buffer.byteLength(path.slice('/logs/'.length))).toBeLessThanOrEqual(255);
  }
});
