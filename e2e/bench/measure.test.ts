import { expect, test } from 'vitest';
import { readTimes } from './measure.ts';

test('seconds and KiB of GNU time', () => {
  expect(readTimes('12.50 3.25 0.75 204800\n')).toEqual({ wallSeconds: 12.5, cpuSeconds: 4, rssMib: 200 });
});

test('anything else is refused', () => {
  expect(() => readTimes('Command terminated by signal 9\n1.0 1.0 1.0 1')).toThrow('GNU time wrote');
  expect(() => readTimes('1.0 2.0 3.0')).toThrow('GNU time wrote');
});
