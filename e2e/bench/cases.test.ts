import { expect, test } from 'vitest';
import { benchCases } from './cases.ts';

test('each payload goes both ways, near and far', () => {
  expect(benchCases(false).map(({ name }) => name)).toEqual([
    'upload 1 GiB',
    'download 1 GiB',
    'upload 10000 x 16 KiB',
    'download 10000 x 16 KiB',
    'upload 256 MiB at 60 ms',
    'download 256 MiB at 60 ms',
    'upload 1000 x 16 KiB at 60 ms',
    'download 1000 x 16 KiB at 60 ms',
  ]);
});

test('a quick run does a tenth of it', () => {
  const bytes = (isQuick: boolean) => benchCases(isQuick).map(({ payload }) => payload.count * payload.size);
  const tenths = bytes(false).map((all) => Math.round(all / 10));
  expect(bytes(true)).toEqual(tenths);
  expect(benchCases(true)[2]).toMatchObject({ name: 'upload 1000 x 16 KiB', payload: { count: 1000 } });
});
