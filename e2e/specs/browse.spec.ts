import { ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { expect, test } from '../fixtures.ts';
import { expectDone, forSelection, grid, job, row, sidebar, statusBar } from '../pages/window.ts';
import { allVersions, emptyAndDeleteBucket, putObject } from '../s3Client.ts';

test('a listing of several pages arrives whole, is sorted, filtered and selected', async ({ launch, bucket, s3 }) => {
  test.setTimeout(120_000);
  const names = Array.from({ length: 2300 }, (_unused, n) => `item-${n}.txt`);
  for (let at = 0; at < names.length; at += 64) {
    await Promise.all(
      names.slice(at, at + 64).map((name, n) => putObject(s3, bucket, name, 'x'.repeat((at + n) % 97))),
    );
  }
  await putObject(s3, bucket, 'folder/inside.txt', 'inside');
  const { page } = await launch({ bucket });
  const rows = (count: number) => expect(grid(page)).toHaveAttribute('aria-rowcount', String(count + 1));
  await rows(2301);
  await expect(statusBar(page)).toContainText('2,300 objects, 1 folder');
  // Few of them are in the document, and numbers sort as numbers.
  expect(await grid(page).getByRole('row').count()).toBeLessThan(100);
  await expect(grid(page).getByRole('row').nth(1)).toContainText('folder');
  await expect(grid(page).getByRole('row').nth(3)).toContainText('item-1.txt');
  await expect(grid(page).getByRole('row').nth(4)).toContainText('item-2.txt');

  await grid(page).getByRole('columnheader', { name: /Size/ }).click();
  await expect(grid(page).getByRole('columnheader', { name: /Size/ })).toHaveAttribute('aria-sort', 'descending');
  await expect(grid(page).getByRole('row').nth(2)).toContainText('96 B');

  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('item-22');
  await rows(names.filter((name) => name.includes('item-22')).length);
  await page.keyboard.press('Escape');
  await rows(2301);

  await row(page, 'folder').click();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(statusBar(page)).toContainText('2,301 of 2,301 selected');
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Home');
  await expect(statusBar(page)).toContainText('2,301 of 2,301 selected');
});

test('the main path by the keyboard alone', async ({ launch, versionedBucket: bucket, s3 }) => {
  await putObject(s3, bucket, 'docs/2026/note.txt', 'first');
  await putObject(s3, bucket, 'docs/2026/note.txt', 'second');
  const { page } = await launch({ bucket });
  await expect(row(page, 'docs')).toBeVisible();
  // Tab until the grid has the focus, as a person would.
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Tab');
        return grid(page).evaluate((element) => element.contains(document.activeElement));
      },
      { intervals: [50] },
    )
    .toBe(true);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(row(page, '2026')).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(row(page, 'note.txt')).toBeVisible();
  await page.keyboard.type('note');
  await expect(row(page, 'note.txt')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Delete');
  const ask = page.getByRole('alertdialog');
  await expect(ask.getByRole('button', { name: 'Delete 1 object' })).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(ask).toHaveCount(0);
  expect(await allVersions(s3, bucket)).toHaveLength(2);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(row(page, '2026')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+l');
  await page.keyboard.type(`s3://${bucket}/docs/2026/note.txt`);
  await page.keyboard.press('Enter');
  await expect(row(page, 'note.txt')).toHaveAttribute('aria-selected', 'true');
});

test('a folder with all below it is deleted after saying how much', async ({ launch, bucket, s3 }) => {
  for (let n = 0; n < 30; n += 1) await putObject(s3, bucket, `old/${n % 3}/file-${n}`, 'x'.repeat(1000));
  await putObject(s3, bucket, 'older', 'stays');
  const { page } = await launch({ bucket });
  await row(page, /^old\b.*folder/).click();
  await forSelection(page).getByRole('button', { name: 'Delete' }).click();
  const ask = page.getByRole('alertdialog');
  await expect(ask).toContainText('30 objects, 30.0 kB in all');
  await ask.getByRole('button', { name: 'Delete 30 objects' }).click();
  await expectDone(page, /old|30 objects/);
  await expect(row(page, /^older/)).toBeVisible();
  await expect(grid(page).getByRole('row')).toHaveCount(2);
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  expect(Contents?.map((it) => it.Key)).toEqual(['older']);
  await expect(job(page, /old|30 objects/)).toBeVisible();
});

test('a bucket is created, and another opened by its name', async ({ launch, bucket, s3 }) => {
  const { page } = await launch({ bucket });
  const name = `${bucket}-new`;
  await sidebar(page).getByText('Test server').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /New bucket/ }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Bucket name').fill('Not_A_Name');
  await expect(form.getByText(/lower-case letters/).first()).toBeVisible();
  await form.getByLabel('Bucket name').fill(name);
  await form.getByRole('button', { name: 'Create bucket' }).click();
  await expect(sidebar(page).getByText(name)).toBeVisible();
  const { Buckets } = await s3.send(new ListBucketsCommand({}));
  expect(Buckets?.map((it) => it.Name)).toContain(name);
  await expect(page.getByText('This bucket is empty.', { exact: false })).toBeVisible();

  await sidebar(page).getByText('Test server').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /Open bucket by name/ }).click();
  await form.getByLabel('Bucket name').fill('no-such-bucket-anywhere');
  await form.getByRole('button', { name: 'Open bucket' }).click();
  await expect(form.getByText(/no bucket “no-such-bucket-anywhere”/)).toBeVisible();
  await form.getByRole('button', { name: 'Cancel' }).click();
  await emptyAndDeleteBucket(s3, name);
});
