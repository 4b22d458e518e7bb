import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { dropPaths } from '../drop.ts';
import { expect, test } from '../fixtures.ts';
import { grid, job, middleOf } from '../pages/window.ts';

const MIB = 1024 * 1024;
const FOLDERS = 50;
const FILES_A_FOLDER = 1000;

/** Bytes that the main process, the engine's thread in it, has resident. */
const mainMemory = (app: ElectronApplication) => app.evaluate(() => process.memoryUsage().rss);

test('a queue of 50,000 small files: the window answers, the memory stays', async ({ launch, bucket, folder }) => {
  test.setTimeout(180_000);
  for (let i = 0; i < FOLDERS; i += 1) {
    const path = join(folder, 'many', String(i));
    await mkdir(path, { recursive: true });
    await Promise.all(Array.from({ length: FILES_A_FOLDER }, (_, j) => writeFile(join(path, `${j}.txt`), `${i} ${j}`)));
  }
  const { app, page } = await launch({ bucket });
  const before = await mainMemory(app);
  const { x, y } = await middleOf(grid(page));
  await dropPaths(page, [join(folder, 'many')], x, y);
  await expect(job(page, 'many').getByRole('progressbar')).toBeVisible({ timeout: 60_000 });

  const frames = page.evaluate(
    () =>
      new Promise<{ count: number; longestMs: number }>((resolve) => {
        let last = performance.now();
        let longestMs = 0;
        let count = 0;
        const end = last + 5000;
        const look = (now: number) => {
          longestMs = Math.max(longestMs, now - last);
          last = now;
          count += 1;
          if (now < end) requestAnimationFrame(look);
          else resolve({ count, longestMs });
        };
        requestAnimationFrame(look);
      }),
  );
  // What a person would do meanwhile.
  await page.getByRole('button', { name: 'Hide transfers' }).click();
  await page.getByRole('button', { name: 'Show transfers' }).click();
  await page.getByRole('button', { name: /Details of many/ }).click();
  const { count, longestMs } = await frames;
  const grown = (await mainMemory(app)) - before;
  const description = `${count} frames in 5 s, the longest ${Math.round(longestMs)} ms; main process +${Math.round(grown / MIB)} MiB`;
  test.info().annotations.push({ type: 'measured', description });
  console.log(description);
  expect(grown).toBeLessThan(150 * MIB);
  // Not a measure of speed: a window that hangs would have hardly any.
  expect(count).toBeGreaterThan(50);

  await job(page, 'many').getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(job(page, 'many')).toContainText('Paused');
  await job(page, 'many').getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(job(page, 'many')).toContainText('Cancelled', { timeout: 30_000 });
});
