import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetBucketVersioningCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import { dropPaths } from '../drop.ts';
import { expect, test } from '../fixtures.ts';
import { answerDialogs } from '../launch.ts';
import { openSetting } from '../pages/settings.ts';
import { expectDone, forSelection, grid, job, middleOf, openVersions, row, versions } from '../pages/window.ts';
import { allVersions, objectSha256, sha256 } from '../s3Client.ts';

test('an old version is downloaded, made current, and a deleted object restored', async ({
  launch,
  versionedBucket: bucket,
  folder,
  s3,
}) => {
  test.setTimeout(120_000);
  const { app, page } = await launch({ bucket });
  const contents = ['the first\n', 'the second, longer\n', 'the third, longer still\n'];
  const file = join(folder, 'report.txt');
  for (const [index, content] of contents.entries()) {
    await writeFile(file, content);
    const { x, y } = await middleOf(grid(page));
    await dropPaths(page, [file], x, y);
    if (index > 0) await page.getByRole('button', { name: 'Overwrite' }).click();
    await expect.poll(async () => (await allVersions(s3, bucket)).length).toBe(index + 1);
    await expectDone(page, 'report.txt');
    await page.getByRole('button', { name: 'Clear finished' }).click();
  }

  await openVersions(page, 'report.txt');
  await expect(versions(page)).toHaveCount(3);
  await expect(versions(page).first()).toContainText('current');

  await test.step('the oldest is downloaded under a name that tells which it is', async () => {
    const target = join(folder, 'downloads');
    await mkdir(target);
    await answerDialogs(app, [target]);
    await versions(page)
      .last()
      .getByRole('button', { name: /Download/ })
      .click();
    await expectDone(page, /report/);
    const [name, ...others] = await readdir(target);
    expect(others).toEqual([]);
    expect(name).toMatch(/^report .*\d.*\.txt$/);
    expect(await readFile(join(target, name ?? ''), 'utf8')).toBe(contents[0]);
  });

  await test.step('the oldest is made current', async () => {
    await versions(page)
      .last()
      .getByRole('button', { name: /Make current/ })
      .click();
    await expect(versions(page)).toHaveCount(4);
    expect(await objectSha256(s3, bucket, 'report.txt')).toBe(sha256(Buffer.from(contents[0] ?? '')));
  });

  await test.step('the object is deleted, with a marker', async () => {
    await row(page, 'report.txt').click();
    await page.keyboard.press('Delete');
    const ask = page.getByRole('alertdialog');
    await expect(ask).toContainText('delete marker');
    await ask.getByRole('button', { name: /^Delete/ }).click();
    await expect(row(page, 'report.txt')).toHaveCount(0);
    await expect(s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'report.txt' }))).rejects.toThrow();
  });

  await test.step('it is found among the deleted and restored', async () => {
    await page.getByRole('button', { name: 'Show deleted' }).click();
    await row(page, 'report.txt').click();
    await forSelection(page).getByRole('button', { name: 'Restore' }).click();
    await expect.poll(async () => (await allVersions(s3, bucket)).filter((it) => it.marker)).toEqual([]);
    expect(await objectSha256(s3, bucket, 'report.txt')).toBe(sha256(Buffer.from(contents[0] ?? '')));
  });

  await test.step('one version is deleted for ever, and no other', async () => {
    await page.getByRole('tab', { name: 'Versions' }).click();
    await expect(versions(page)).toHaveCount(4);
    const second = (await allVersions(s3, bucket)).map((it) => it.versionId);
    await versions(page)
      .nth(1)
      .getByRole('button', { name: /Delete this version/ })
      .click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Delete version/ })
      .click();
    await expect(versions(page)).toHaveCount(3);
    const left = (await allVersions(s3, bucket)).map((it) => it.versionId);
    expect(left).toHaveLength(3);
    expect(second.filter((id) => !left.includes(id))).toHaveLength(1);
  });
  await expect(job(page, /report/)).toHaveCount(2);
});

test('versioning is switched on and suspended in the settings', async ({ launch, bucket, s3 }) => {
  const { page } = await launch({ bucket });
  const status = async () => (await s3.send(new GetBucketVersioningCommand({ Bucket: bucket }))).Status;
  await openSetting(page, 'Versioning');
  await expect(page.getByRole('radio', { name: /Never enabled/ })).toBeChecked();
  expect(await status()).toBeUndefined();

  await page.getByRole('radiogroup').getByText('Enabled', { exact: true }).click();
  await expect(page.getByText('What will change')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. The server says: enabled.')).toBeVisible();
  expect(await status()).toBe('Enabled');

  await page.getByRole('radiogroup').getByText('Suspended', { exact: true }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. The server says: suspended.')).toBeVisible();
  expect(await status()).toBe('Suspended');
});
