import { expect, test } from 'vitest';
import { FILE_PRESETS, includeOf, presetOf } from './filePresets.ts';

test('the patterns of a choice are that choice, in any order', () => {
  for (const files of FILE_PRESETS) expect(presetOf(includeOf(files, ['*.txt']))).toBe(files);
  expect(presetOf(includeOf('data', []).toReversed())).toBe('data');
  expect(presetOf(['*.csv', '*.tsv'])).toBe('own');
});
