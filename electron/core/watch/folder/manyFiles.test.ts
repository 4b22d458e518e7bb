import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWatchFixture, type WatchFixture } from '../../testing/watchedFolder.ts';
import { systemClock } from '../../transfers/systemClock.ts';

const IS_WHOLE = process.env.STAVE_FULL_LENGTH === '1';
const COUNT = IS_WHOLE ? 10_000 : 2_000;
const FOLDERS = 20;

let t: WatchFixture;
beforeEach(async () => {
  t = await createWatchFixture();
});
afterEach(() => t.remove());

const sh = promisify(execFile);

test('thousands of files dropped at once: each is told as found and as still once', { timeout: 60_000 }, async () => {
  for (let i = 0; i < FOLDERS; i += 1) await mkdir(t.folder.at(`from/${i}`), { recursive: true });
  for (let i = 0; i < COUNT; i += 1) await writeFile(t.folder.at(`from/${i % FOLDERS}/${i}.csv`), `${i}`);
  await mkdir(t.folder.at('to'));
  await t.watch({ folder: t.folder.at('to') }, { clock: systemClock, quiet: () => 500 });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const begun = performance.now();
  await sh('cp', ['-r', t.folder.at('from'), t.folder.at('to/in')]);
  await vi.waitFor(() => expect(t.stills.size).toBe(COUNT), { timeout: 50_000, interval: 50 });
  delay.disable();
  if (IS_WHOLE) {
    const ms = (nanoseconds: number) => Math.round(nanoseconds / 1e5) / 10;
    console.info(
      `${COUNT} files in ${Math.round(performance.now() - begun)} ms; event loop delayed by ${ms(delay.percentile(99))} ms (p99), ${ms(delay.max)} ms at most`,
    );
  }
  expect(t.told.filter((line) => line.startsWith('found'))).toHaveLength(COUNT);
  expect(t.told).toHaveLength(2 * COUNT);
});
