import { HeadBucketCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { sidebar } from '../pages/window.ts';
import { putObject } from '../s3Client.ts';

const bucketRow = (page: Page, name: string) => sidebar(page).getByRole('row', { name });

async function askToDelete(page: Page, name: string) {
  await bucketRow(page, name).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete bucket…' }).click();
  return page.getByRole('alertdialog', { name: `Delete the bucket “${name}”?` });
}

test('a bucket is made and deleted; one with versions goes only when its name has been typed', async ({
  launch,
  bucket,
  s3,
}) => {
  const { page } = await launch({ bucket });
  const name = `${bucket}-made`;
  const exists = () =>
    s3.send(new HeadBucketCommand({ Bucket: name })).then(
      () => true,
      () => false,
    );

  await sidebar(page).getByRole('row', { name: 'Test server' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'New bucket…' }).click();
  await page.getByRole('textbox', { name: 'Bucket name' }).fill(name);
  await page.getByRole('button', { name: 'Create bucket' }).click();
  await expect(bucketRow(page, name)).toBeVisible();
  expect(await exists()).toBe(true);

  await s3.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status: 'Enabled' } }));
  await putObject(s3, name, 'a', 'first');
  await putObject(s3, name, 'a', 'second');

  const full = await askToDelete(page, name);
  await expect(full).toContainText('2 objects and versions');
  const confirm = full.getByRole('button', { name: 'Empty and delete bucket' });
  await expect(confirm).toBeDisabled();
  await full.getByRole('button', { name: 'Cancel' }).click();
  expect(await exists()).toBe(true);

  const again = await askToDelete(page, name);
  await again.getByRole('textbox').fill(name);
  await again.getByRole('button', { name: 'Empty and delete bucket' }).click();
  await expect(bucketRow(page, name)).toHaveCount(0);
  expect(await exists()).toBe(false);
});

test('an empty bucket is deleted by one answer', async ({ launch, bucket, s3 }) => {
  const name = `${bucket}-empty`;
  const { page } = await launch({ bucket });
  await sidebar(page).getByRole('row', { name: 'Test server' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'New bucket…' }).click();
  await page.getByRole('textbox', { name: 'Bucket name' }).fill(name);
  await page.getByRole('button', { name: 'Create bucket' }).click();
  await expect(bucketRow(page, name)).toBeVisible();
  const ask = await askToDelete(page, name);
  await expect(ask).toContainText('The bucket is empty');
  await ask.getByRole('button', { name: 'Delete bucket' }).click();
  await expect(bucketRow(page, name)).toHaveCount(0);
  await expect(s3.send(new HeadBucketCommand({ Bucket: name }))).rejects.toThrow();
});
