import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dropPaths } from '../drop.ts';
import { s3Error } from '../faults/answers.ts';
import type { SeenRequest } from '../faults/faults.ts';
import { type FaultProxy, startFaultProxy } from '../faults/proxy.ts';
import { writeRandom } from '../files.ts';
import { test as base, expect } from '../fixtures.ts';
import { dock, expectDone, grid, job, middleOf } from '../pages/window.ts';
import { objectSha256, openMultipartUploads, putObject } from '../s3Client.ts';

const MIB = 1024 * 1024;

/** A proxy before the server; so slow that something can be done in the middle of a transfer. */
const test = base.extend<{ wire: FaultProxy }>({
  wire: async ({ server }, use) => {
    const wire = await startFaultProxy(server.endpoint, { bandwidth: { up: 16 * MIB } });
    await use(wire);
    await wire.close();
  },
});

const quickly = (wire: FaultProxy) => wire.setBandwidth({ up: null, down: null });
const isPart = ({ method, path }: SeenRequest) => method === 'PUT' && path.includes('partNumber=');
const open = (wire: FaultProxy) => wire.seen.filter((request) => request.state === 'open').length;

async function drop(page: Page, ...paths: string[]) {
  const { x, y } = await middleOf(grid(page));
  await dropPaths(page, paths, x, y);
}

const button = (page: Page, name: string, of: string) => job(page, of).getByRole('button', { name, exact: true });

test('an upload is paused and goes on, with the mouse; and with the keyboard', async ({
  launch,
  bucket,
  folder,
  s3,
  wire,
}) => {
  const sum = await writeRandom(join(folder, 'large.bin'), 80 * MIB);
  const { page } = await launch({ bucket, endpoint: wire.url });
  await drop(page, join(folder, 'large.bin'));
  await expect.poll(() => wire.sentBytes()).toBeGreaterThan(20 * MIB);

  await button(page, 'Pause', 'large.bin').click();
  await expect(job(page, 'large.bin')).toContainText('Paused');
  await expect.poll(() => open(wire)).toBe(0);
  const sent = wire.seen.filter(isPart).length;
  await button(page, 'Resume', 'large.bin').click();
  await expect.poll(() => wire.seen.filter(isPart).length).toBeGreaterThan(sent);

  await button(page, 'Pause', 'large.bin').focus();
  await page.keyboard.press('Enter');
  await expect(job(page, 'large.bin')).toContainText('Paused');
  quickly(wire);
  await button(page, 'Resume', 'large.bin').focus();
  await page.keyboard.press('Enter');
  await expectDone(page, 'large.bin');
  expect(await objectSha256(s3, bucket, 'large.bin')).toBe(sum);
});

test('all are paused, go on, and are cancelled, which is asked about; nothing stays on the server', async ({
  launch,
  bucket,
  folder,
  s3,
  wire,
}) => {
  for (const name of ['one.bin', 'two.bin']) await writeRandom(join(folder, name), 64 * MIB);
  const { page } = await launch({ bucket, endpoint: wire.url });
  await drop(page, join(folder, 'one.bin'));
  await drop(page, join(folder, 'two.bin'));
  await expect.poll(() => wire.seen.filter(isPart).length).toBeGreaterThan(2);
  await dock(page).getByRole('button', { name: 'Pause all' }).click();
  for (const name of ['one.bin', 'two.bin']) await expect(job(page, name)).toContainText('Paused');
  await dock(page).getByRole('button', { name: 'Resume all' }).click();
  for (const name of ['one.bin', 'two.bin']) await expect(button(page, 'Pause', name)).toBeVisible();
  await dock(page).getByRole('button', { name: 'Cancel all…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel 2 transfers' }).click();
  for (const name of ['one.bin', 'two.bin']) await expect(job(page, name)).toContainText('Cancelled');
  expect(await openMultipartUploads(s3, bucket)).toEqual([]);
});

test('what failed is tried again', async ({ launch, bucket, folder, s3, wire }) => {
  const sum = await writeRandom(join(folder, 'small.bin'), 1000);
  const isPut = ({ method, path }: SeenRequest) => method === 'PUT' && path.endsWith('/small.bin?x-id=PutObject');
  wire.inject({ on: isPut, action: s3Error(403, 'AccessDenied') });
  const { page } = await launch({ bucket, endpoint: wire.url });
  await drop(page, join(folder, 'small.bin'));
  await expect(job(page, 'small.bin')).toContainText('Access denied');
  wire.assertAllFired();
  await button(page, 'Retry', 'small.bin').click();
  await expectDone(page, 'small.bin');
  expect(await objectSha256(s3, bucket, 'small.bin')).toBe(sum);
});

test('a waiting transfer is put first', async ({ launch, bucket, folder, wire }) => {
  const names = ['a.bin', 'b.bin', 'c.bin', 'd.bin', 'e.bin'];
  for (const name of names) await writeRandom(join(folder, name), 40 * MIB);
  const { page } = await launch({ bucket, endpoint: wire.url, size: { width: 1280, height: 1000 } });
  for (const name of names) {
    await drop(page, join(folder, name));
    await expect(job(page, name)).toBeVisible();
  }
  await expect(job(page, 'e.bin')).toContainText('Queued');
  await job(page, 'e.bin').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Next' }).click();
  const order = () => dock(page).getByRole('list', { name: 'Transfers' }).getByRole('listitem').allInnerTexts();
  await expect
    .poll(async () => (await order()).map((text) => /[a-e]\.bin/.exec(text)?.[0]))
    .toEqual(['a.bin', 'b.bin', 'c.bin', 'e.bin', 'd.bin']);
  await button(page, 'Pause', 'a.bin').click();
  await expect(button(page, 'Pause', 'e.bin')).toBeVisible();
  await expect(job(page, 'e.bin').getByRole('progressbar')).toBeVisible();
  await expect(job(page, 'd.bin')).toContainText('Queued');
});

test('a bandwidth limit is set and lifted while a transfer runs', async ({ launch, bucket, folder, s3, wire }) => {
  const sum = await writeRandom(join(folder, 'large.bin'), 32 * MIB);
  quickly(wire);
  const { page } = await launch({ bucket, endpoint: wire.url });
  const limit = async (name: string) => {
    await dock(page)
      .getByRole('button', { name: /Bandwidth limit/ })
      .click();
    await page.getByRole('menuitemradio', { name, exact: true }).click();
  };
  await limit('1 MB/s');
  await drop(page, join(folder, 'large.bin'));
  await expect.poll(() => wire.sentBytes()).toBeGreaterThan(1_000_000);
  await expect(job(page, 'large.bin')).toContainText(/\d\s(kB|MB)\/s/);
  expect(wire.sentBytes()).toBeLessThan(16 * MIB);
  await limit('Unlimited');
  await expectDone(page, 'large.bin');
  expect(await objectSha256(s3, bucket, 'large.bin')).toBe(sum);
});

test('offline: the transfer says so, and goes on by itself', async ({ launch, bucket, folder, s3, wire }) => {
  const sum = await writeRandom(join(folder, 'large.bin'), 64 * MIB);
  const { page } = await launch({ bucket, endpoint: wire.url });
  await drop(page, join(folder, 'large.bin'));
  await expect.poll(() => wire.sentBytes()).toBeGreaterThan(16 * MIB);
  await wire.offline();
  await expect(job(page, 'large.bin')).toContainText('Offline');
  await wire.online();
  quickly(wire);
  await expectDone(page, 'large.bin');
  expect(await objectSha256(s3, bucket, 'large.bin')).toBe(sum);
});

test('refused keys: asked once for all transfers, which go on with new ones', async ({
  launch,
  server,
  bucket,
  folder,
  wire,
}) => {
  for (const name of ['one.bin', 'two.bin']) await writeRandom(join(folder, name), 24 * MIB);
  const { page } = await launch({ bucket, endpoint: wire.url });
  let revoked = true;
  const refuse = wire.inject({
    on: ({ method }) => revoked && method === 'PUT',
    action: s3Error(403, 'InvalidAccessKeyId'),
    times: Number.POSITIVE_INFINITY,
  });
  await drop(page, join(folder, 'one.bin'));
  await drop(page, join(folder, 'two.bin'));
  const question = dock(page).getByRole('alert');
  await expect(question).toContainText(/2 transfers/);
  expect(refuse()).toBeLessThan(20);
  await expect(question).toHaveCount(1);
  await question.getByRole('button', { name: 'Edit connection…' }).click();
  revoked = false;
  const form = page.getByRole('dialog');
  await form.getByLabel('Secret key').fill(server.secretAccessKey);
  await form.getByRole('button', { name: 'Save' }).click();
  for (const name of ['one.bin', 'two.bin']) await expectDone(page, name);
  await expect(question).toHaveCount(0);
});

test('a name that exists can be kept beside the new one, and the history knows of it', async ({
  launch,
  bucket,
  folder,
  s3,
  wire,
}) => {
  await putObject(s3, bucket, 'report.csv', 'old');
  const sum = await writeRandom(join(folder, 'report.csv'), 100);
  const { page } = await launch({ bucket, endpoint: wire.url });
  await drop(page, join(folder, 'report.csv'));
  const question = page.getByRole('dialog', { name: /exists already/ });
  await expect(question.getByRole('button', { name: 'Skip' })).toBeFocused();
  await question.getByRole('button', { name: 'Keep both' }).click();
  await expectDone(page, 'report.csv');
  expect(await objectSha256(s3, bucket, 'report (2).csv')).toBe(sum);

  await dock(page).getByRole('button', { name: 'Clear finished' }).click();
  await expect(job(page, 'report.csv')).toHaveCount(0);
  await dock(page).getByRole('tab', { name: 'History' }).click();
  const past = dock(page).getByRole('list', { name: 'History of transfers' }).getByRole('listitem');
  await expect(past).toHaveCount(1);
  await dock(page).getByRole('searchbox', { name: 'Search history' }).fill('REPORT');
  await expect(past).toContainText('report.csv');
  await dock(page).getByRole('searchbox', { name: 'Search history' }).fill('another');
  await expect(past).toHaveCount(0);
});
