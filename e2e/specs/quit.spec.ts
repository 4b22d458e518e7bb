import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropPaths } from '../drop.ts';
import { startFaultProxy } from '../faults/proxy.ts';
import { writeRandom } from '../files.ts';
import { expect, test } from '../fixtures.ts';
import { answerDialogs, startAgain } from '../launch.ts';
import { dock, expectDone, grid, job, middleOf, row } from '../pages/window.ts';
import { objectSha256, openMultipartUploads } from '../s3Client.ts';

const MIB = 1024 * 1024;

test('quitting while a transfer runs asks first; the next start goes on with it, or asks', async ({
  launch,
  server,
  bucket,
  folder,
  s3,
}) => {
  const path = join(folder, 'big.bin');
  const sum = await writeRandom(path, 96 * MIB);
  const profile = await mkdtemp(join(tmpdir(), 'stave-quit-'));
  const proxy = await startFaultProxy(server.endpoint, { bandwidth: { up: 16 * MIB } });
  const options = { bucket, profile, endpoint: proxy.url };
  const first = await launch(options);
  const { x, y } = await middleOf(grid(first.page));
  await dropPaths(first.page, [path], x, y);
  await expect.poll(() => proxy.sentBytes()).toBeGreaterThan(24 * MIB);

  await test.step('the question, answered by staying', async () => {
    await answerDialogs(first.app, false);
    await first.app.evaluate(({ app: it }) => it.quit());
    await expect.poll(() => first.app.evaluate(() => globalThis.staveDialogAnswers?.length)).toBe(0);
    await expect(job(first.page, 'big.bin').getByRole('progressbar')).toBeVisible();
  });

  await test.step('the question, answered by quitting: what was uploaded stays', async () => {
    await answerDialogs(first.app, true);
    const ended = new Promise<void>((resolve) => first.app.on('close', () => resolve()));
    await first.app.evaluate(({ app: it }) => it.quit());
    await ended;
    expect(await openMultipartUploads(s3, bucket)).toEqual(['big.bin']);
  });

  await test.step('it goes on by itself, until the user wants to be asked', async () => {
    const second = await launch(options);
    await expect(job(second.page, 'big.bin').getByRole('progressbar')).toBeVisible();
    await second.page.evaluate(() =>
      window.stave.invoke('preferences.set', { interrupted: 'ask' }, crypto.randomUUID()),
    );
    await second.close();
    const third = await launch(options);
    await expect(
      dock(third.page)
        .getByRole('status')
        .filter({ hasText: /interrupted/ }),
    ).toBeVisible();
    await expect(job(third.page, 'big.bin')).toContainText('Interrupted');
    proxy.setBandwidth({ up: null });
    await dock(third.page).getByRole('button', { name: 'Continue all' }).click();
    await expectDone(third.page, 'big.bin');
    await expect(row(third.page, 'big.bin')).toBeVisible();
    expect(await objectSha256(s3, bucket, 'big.bin')).toBe(sum);
    expect(await openMultipartUploads(s3, bucket)).toEqual([]);
    await third.close();
  });
  await proxy.close();
  await rm(profile, { recursive: true });
});

test('a second start shows the window of the first, and touches nothing of its transfers', async ({
  launch,
  bucket,
  folder,
  s3,
}) => {
  const { app, page, profile } = await launch({ bucket });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const refused = await startAgain(profile);
  expect(refused).toBe(0);
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((it) => it.isMinimized())))
    .toEqual([false]);
  const path = join(folder, 'file.bin');
  const sum = await writeRandom(path, MIB);
  const { x, y } = await middleOf(grid(page));
  await dropPaths(page, [path], x, y);
  await expectDone(page, 'file.bin');
  expect(await objectSha256(s3, bucket, 'file.bin')).toBe(sum);
});
