import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('three rounds of everything, if nothing is said', () => {
  expect(readOptions([])).toEqual({
    isQuick: false,
    rounds: 3,
    only: '',
    tools: ['stave', 'rclone', 'aws', 's5cmd', 'raw'],
  });
  expect(readOptions(['--quick', '--rounds', '5', '--only', '60 ms', '--tools', 'raw,stave'])).toEqual({
    isQuick: true,
    rounds: 5,
    only: '60 ms',
    tools: ['raw', 'stave'],
  });
});

test('what it does not know is refused', () => {
  expect(() => readOptions(['--rounds', '0'])).toThrow('--rounds');
  expect(() => readOptions(['--tools', 'stave,cyberduck'])).toThrow('"cyberduck"');
  expect(() => readOptions(['--fast'])).toThrow('--fast');
});
