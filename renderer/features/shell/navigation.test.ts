import { expect, test } from 'vitest';
import { navigationOfButton, navigationOfKey } from './navigation.ts';

const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

test.each([
  ['ArrowLeft', 'back'],
  ['ArrowRight', 'forward'],
  ['ArrowUp', 'up'],
  ['ArrowDown', null],
  ['BracketLeft', null],
])('Alt with %s leads %s on Linux and Windows', (code, where) => {
  expect(navigationOfKey({ ...none, altKey: true, code }, 'linux')).toBe(where);
  expect(navigationOfKey({ ...none, altKey: true, code }, 'darwin')).toBeNull();
});

test.each([
  ['BracketLeft', 'back'],
  ['BracketRight', 'forward'],
  ['ArrowUp', 'up'],
  ['ArrowLeft', null],
])('Command with %s leads %s on macOS', (code, where) => {
  expect(navigationOfKey({ ...none, metaKey: true, code }, 'darwin')).toBe(where);
  expect(navigationOfKey({ ...none, metaKey: true, code }, 'win32')).toBeNull();
});

test('a key with another modifier, or with none, leads nowhere', () => {
  expect(navigationOfKey({ ...none, code: 'ArrowUp' }, 'linux')).toBeNull();
  for (const other of ['ctrlKey', 'metaKey', 'shiftKey'] as const) {
    expect(navigationOfKey({ ...none, altKey: true, [other]: true, code: 'ArrowUp' }, 'linux')).toBeNull();
  }
});

test('the two outer buttons of a mouse lead back and forward, the others nowhere', () => {
  expect([0, 1, 2, 3, 4].map(navigationOfButton)).toEqual([null, null, null, 'back', 'forward']);
});
