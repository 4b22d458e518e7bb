import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { dropPaths } from '../drop.ts';
import { expect, test } from '../fixtures.ts';
import { answerDialogs } from '../launch.ts';
import { grid, job, middleOf } from '../pages/window.ts';
import { openMultipartUploads } from '../s3Client.ts';

test('quitting while a transfer runs asks first, and then leaves nothing behind', async ({
  launch,
  bucket,
  folder,
  s3,
}) => {
  const path = join(folder, 'big.bin');
  const file = await open(path, 'w');
  await file.truncate(1024 * 1024 * 1024);
  await file.close();
  const { app, page } = await launch({ bucket });
  const { x, y } = await middleOf(grid(page));
  await dropPaths(page, [path], x, y);
  await expect.poll(() => openMultipartUploads(s3, bucket), { intervals: [50] }).toEqual(['big.bin']);

  await answerDialogs(app, false);
  await app.evaluate(({ app: it }) => it.quit());
  await expect.poll(() => app.evaluate(() => globalThis.staveDialogAnswers?.length)).toBe(0);
  await expect(job(page, 'big.bin').getByRole('progressbar')).toBeVisible();
  expect(await openMultipartUploads(s3, bucket)).toEqual(['big.bin']);

  await answerDialogs(app, true);
  const ended = new Promise<void>((resolve) => app.on('close', () => resolve()));
  await app.evaluate(({ app: it }) => it.quit());
  await ended;
  expect(await openMultipartUploads(s3, bucket)).toEqual([]);
  const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  expect(KeyCount).toBe(0);
});
