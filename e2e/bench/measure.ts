import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../scripts/lib/run.ts';
import type { CommandLine } from './task.ts';

/** What a run took: seconds on the clock, seconds of the processor (user and system), and the most memory, in MiB. */
export type Measured = { wallSeconds: number; cpuSeconds: number; rssMib: number; stdout: string };

export const TIME_COMMAND = '/usr/bin/time';
const RUN_TIMEOUT_MS = 20 * 60_000;

/** Variables of the caller's shell that would change what a tool does. */
const FOREIGN = /^(AWS_|RCLONE_|S3_|STAVE_|NODE_)|_proxy$/i;

/** The four numbers that `time -f '%e %U %S %M'` writes. Throws on anything else. */
export function readTimes(text: string): Omit<Measured, 'stdout'> {
  const [wall, user, system, rssKib] = text.trim().split(' ').map(Number);
  if (wall === undefined || user === undefined || system === undefined || !Number.isFinite(rssKib)) {
    throw new Error(`GNU time wrote "${text}"`);
  }
  return { wallSeconds: wall, cpuSeconds: user + system, rssMib: Number(rssKib) / 1024 };
}

/**
 * Runs a command to its end under GNU time, which gets its numbers from the kernel (wait4) and counts child processes
 * too; of the memory it takes the largest process. Throws when the command fails.
 */
export async function measure({ command, args, env }: CommandLine, scratch: string): Promise<Measured> {
  const report = join(scratch, 'time.txt');
  const foreign = Object.keys(process.env).filter((name) => FOREIGN.test(name));
  const cleared = Object.fromEntries(foreign.map((name) => [name, undefined]));
  const { stdout } = await run(TIME_COMMAND, ['-q', '-o', report, '-f', '%e %U %S %M', '--', command, ...args], {
    cwd: scratch,
    env: { ...cleared, ...env },
    timeoutMs: RUN_TIMEOUT_MS,
  });
  return { ...readTimes(await readFile(report, 'utf8')), stdout };
}
