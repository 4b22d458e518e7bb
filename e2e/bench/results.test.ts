import { expect, test } from 'vitest';
import { benchResults, type CaseResult, median, resultsTable } from './results.ts';

const result = (tool: CaseResult['tool'], wallSeconds: number[], lagP99Ms: number[] = []): CaseResult => ({
  ...{ case: 'upload 1 GiB', tool, wallSeconds, lagP99Ms },
  cpuSeconds: wallSeconds.map((seconds) => seconds / 2),
  rssMib: wallSeconds.map(() => 100.04),
});

test('the median stands in the middle', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(() => median([])).toThrow();
});

test('the table compares with the fastest peer, which neither Stave nor the bare client is', () => {
  const lines = resultsTable([
    result('stave', [3, 3, 9], [1, 2, 3]),
    result('rclone', [4, 4, 4]),
    result('aws', [6, 7, 5]),
    result('raw', [2, 2, 2]),
  ]).split('\n');
  expect(lines[0]).toBe('upload 1 GiB');
  expect(lines.slice(2).map((line) => line.split(/ +/))).toEqual([
    ['stave', '3.00', '0.75', '1.50', '100', '2.0'],
    ['rclone', '4.00', '1.00', '2.00', '100'],
    ['aws', '6.00', '1.50', '3.00', '100'],
    ['raw', '2.00', '0.50', '1.00', '100'],
  ]);
});

test('the file has every round, and of the lag the worst case', () => {
  const near = result('stave', [1.234], [2, 4, 3]);
  const far = { ...result('stave', [5], [12.34]), case: 'upload 256 MiB at 60 ms' };
  expect(benchResults([near, far])).toEqual({
    cases: [
      { case: 'upload 1 GiB', tool: 'stave', wall_s: [1.23], cpu_s: [0.62], rss_mib: [100] },
      { case: 'upload 256 MiB at 60 ms', tool: 'stave', wall_s: [5], cpu_s: [2.5], rss_mib: [100] },
    ],
    lag_p99_ms: 12.3,
  });
  expect(benchResults([result('raw', [1])]).lag_p99_ms).toBeNull();
});
