import { randomBytes } from 'node:crypto';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { dropPaths, startDrag } from '../drop.ts';
import { fileSha256, writeRandom } from '../files.ts';
import { expect, test } from '../fixtures.ts';
import { dock, expectDone, grid, job, middleOf, row } from '../pages/window.ts';
import { objectSha256, openMultipartUploads, putObject, sha256 } from '../s3Client.ts';

const MIB = 1024 * 1024;
const PART = 8 * MIB;

test('dropped files and folders arrive byte for byte', async ({ launch, bucket, folder, s3 }) => {
  test.setTimeout(180_000);
  await writeFile(join(folder, 'hello.txt'), 'hello');
  await writeFile(join(folder, 'отчёт за ноябрь.csv'), 'a;b\n1;2\n');
  await mkdir(join(folder, 'tree/deep/deeper'), { recursive: true });
  await mkdir(join(folder, 'tree/empty'));
  await writeFile(join(folder, 'tree/top.json'), '{}');
  await writeFile(join(folder, 'tree/deep/empty.bin'), '');
  await writeFile(join(folder, 'tree/deep/deeper/пусто+&.txt'), randomBytes(70_000));
  await symlink('/etc/passwd', join(folder, 'tree/link'));
  await writeRandom(join(folder, 'big.bin'), 200 * MIB);

  const { page } = await launch({ bucket });
  const { x, y } = await middleOf(grid(page));
  const names = ['hello.txt', 'отчёт за ноябрь.csv', 'tree', 'big.bin'];
  await dropPaths(
    page,
    names.map((name) => join(folder, name)),
    x,
    y,
  );
  await expectDone(page, /files/, 120_000);

  const files = [
    'hello.txt',
    'отчёт за ноябрь.csv',
    'tree/top.json',
    'tree/deep/empty.bin',
    'tree/deep/deeper/пусто+&.txt',
    'big.bin',
  ];
  for (const file of files) {
    expect(await objectSha256(s3, bucket, file), file).toBe(await fileSha256(join(folder, file)));
  }
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  expect(Contents?.map((it) => it.Key).sort()).toEqual([...files].sort());
  const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'tree/top.json' }));
  expect(head.ContentType).toBe('application/json');
  expect(await openMultipartUploads(s3, bucket)).toEqual([]);

  await test.step('what was not uploaded is told', async () => {
    await job(page, /files/)
      .getByRole('button', { name: /Details/ })
      .click();
    await expect(job(page, /files/)).toContainText('tree/link');
    await expect(job(page, /files/)).toContainText('tree/empty');
  });
  await test.step('the grid shows what arrived', async () => {
    for (const name of ['hello.txt', 'отчёт за ноябрь.csv', 'big.bin', 'tree'])
      await expect(row(page, name)).toBeVisible();
  });
});

test('progress moves within a part', async ({ launch, bucket, folder, s3 }) => {
  test.setTimeout(120_000);
  const hash = await writeRandom(join(folder, 'big.bin'), 200 * MIB);
  const { page } = await launch({ bucket });
  await page.evaluate(() => {
    const seen: number[] = [];
    Reflect.set(window, 'seenBytes', seen);
    window.stave.subscribe('transfers.changed', (payload) => {
      const { patches } = payload as { patches: { bytes?: { done: number } }[] };
      for (const { bytes } of patches) if (bytes) seen.push(bytes.done);
    });
  });
  const { x, y } = await middleOf(grid(page));
  await dropPaths(page, [join(folder, 'big.bin')], x, y);
  const bar = job(page, 'big.bin').getByRole('progressbar');
  await expect(bar).toBeVisible();
  const values = new Set<string>();
  await expect
    .poll(
      async () => {
        const value = await bar.getAttribute('aria-valuenow', { timeout: 5_000 }).catch(() => null);
        if (value !== null) values.add(value);
        return values.size;
      },
      { intervals: [30], timeout: 60_000 },
    )
    .toBeGreaterThan(3);
  await expectDone(page, 'big.bin');
  const seen = await page.evaluate(() => Reflect.get(window, 'seenBytes') as number[]);
  const withinPart = seen.filter((bytes) => bytes % PART !== 0);
  expect(withinPart.length).toBeGreaterThan(3);
  expect(seen.at(-1)).toBe(200 * MIB);
  expect(await objectSha256(s3, bucket, 'big.bin')).toBe(hash);
});

test('a drop on a folder row goes into that folder, and says so before', async ({ launch, bucket, folder, s3 }) => {
  await putObject(s3, bucket, 'orders/2026/old.csv', 'old');
  await writeFile(join(folder, 'new.csv'), 'new');
  const { page } = await launch({ bucket });
  const { x, y } = await middleOf(row(page, 'orders'));
  const drag = await startDrag(page, [join(folder, 'new.csv')], x, y);
  await expect(page.getByText('Upload 1 item to orders/')).toBeVisible();
  await drag.drop();
  await expectDone(page, 'new.csv');
  expect(await objectSha256(s3, bucket, 'orders/new.csv')).toBe(sha256(Buffer.from('new')));
});

test('a name that exists is asked about', async ({ launch, bucket, folder, s3 }) => {
  for (const name of ['a.txt', 'b.txt', 'c.txt', 'new.txt']) await writeFile(join(folder, name), `local ${name}`);
  for (const name of ['a.txt', 'b.txt', 'c.txt']) await putObject(s3, bucket, name, 'there before');
  const { page } = await launch({ bucket });
  const { x, y } = await middleOf(grid(page));
  await dropPaths(
    page,
    ['a.txt', 'b.txt', 'c.txt', 'new.txt'].map((name) => join(folder, name)),
    x,
    y,
  );

  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
  await expect(dialog).toContainText('a.txt');
  await dialog.getByRole('button', { name: 'Overwrite' }).click();
  await expect(dialog).toContainText('b.txt');
  await dialog.getByText(/Do the same/).click();
  await dialog.getByRole('button', { name: 'Skip' }).click();
  await expectDone(page, /files/);

  const before = sha256(Buffer.from('there before'));
  expect(await objectSha256(s3, bucket, 'a.txt')).toBe(sha256(await readFile(join(folder, 'a.txt'))));
  expect(await objectSha256(s3, bucket, 'b.txt')).toBe(before);
  expect(await objectSha256(s3, bucket, 'c.txt')).toBe(before);
  expect(await objectSha256(s3, bucket, 'new.txt')).toBe(sha256(await readFile(join(folder, 'new.txt'))));
});

test('a cancelled upload leaves neither parts nor an object', async ({ launch, bucket, folder, s3 }) => {
  await writeRandom(join(folder, 'big.bin'), 200 * MIB);
  const { page } = await launch({ bucket });
  const { x, y } = await middleOf(grid(page));
  await dropPaths(page, [join(folder, 'big.bin')], x, y);
  await expect.poll(() => openMultipartUploads(s3, bucket), { intervals: [50] }).toEqual(['big.bin']);
  await job(page, 'big.bin').getByRole('button', { name: 'Cancel' }).click();
  await expect(job(page, 'big.bin')).toContainText('Cancelled');
  expect(await openMultipartUploads(s3, bucket)).toEqual([]);
  const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  expect(KeyCount).toBe(0);
  await expect(dock(page)).toContainText('All transfers finished');
});
