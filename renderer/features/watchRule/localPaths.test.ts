import { expect, test } from 'vitest';
import { folderName, pathInside } from './localPaths.ts';

test('the last part of a path is its name, on every system', () => {
  expect(['/a/b/', 'C:\\a\\b', '/', 'C:\\'].map(folderName)).toEqual(['b', 'b', '', 'C:']);
});

test('a folder inside another is written as that one is', () => {
  expect(pathInside('/a/b', 'archive')).toBe('/a/b/archive');
  expect(pathInside('/', 'archive')).toBe('/archive');
  expect(pathInside('C:\\a', 'archive')).toBe('C:\\a\\archive');
});
