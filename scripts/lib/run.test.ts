import { expect, test } from 'vitest';
import { run, runVisibly, tail } from './run.ts';

const node = (script: string, timeoutMs?: number) =>
  run(process.execPath, ['-e', script], timeoutMs === undefined ? {} : { timeoutMs });

test('what a command prints is given back', async () => {
  expect(await node('console.log("out"); console.error("err")')).toEqual({ stdout: 'out\n', stderr: 'err\n' });
});

test('a command that fails says so with its code and the end of its output', async () => {
  await expect(node('console.error("the reason"); process.exit(3)')).rejects.toThrow(/ended with code 3\s+the reason/);
});

test('a command that never ends is killed at its time limit', async () => {
  await expect(node('setInterval(() => {}, 1000)', 300)).rejects.toThrow('took longer than 0.3 s');
});

test('a command that does not exist is named', async () => {
  await expect(run('stave-no-such-command', [])).rejects.toThrow('stave-no-such-command cannot be started');
});

test('the exit code of a visible command is its own, and 1 when a signal ended it', async () => {
  expect(await runVisibly(process.execPath, ['-e', 'process.exit(7)'])).toBe(7);
  expect(await runVisibly(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")'])).toBe(1);
});

test('the tail is the last lines without the empty end', () => {
  expect(tail('a\nb\nc\n\n', 2)).toBe('b\nc');
});
