import {
  GetBucketTaggingCommand,
  PutBucketCorsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

const openPage = async (page: Page, name: string) => {
  await page.getByRole('button', { name: /Bucket settings/ }).click();
  await item(page, name).click();
};
const item = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: new RegExp(`^${name}`) });

const tagsOf = (s3: S3Client, bucket: string) =>
  s3.send(new GetBucketTaggingCommand({ Bucket: bucket })).then(
    ({ TagSet }) => TagSet,
    (error: Error) => error.name,
  );

async function putTag(s3: S3Client, bucket: string, value: string): Promise<void> {
  const Tagging = { TagSet: [{ Key: 'team', Value: value }] };
  await s3.send(new PutBucketTaggingCommand({ Bucket: bucket, Tagging }));
}

async function letAnyoneRead(s3: S3Client, bucket: string): Promise<void> {
  const Statement = [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` }];
  await s3.send(
    new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
  );
}

test('a change is rolled back from the history', async ({ launch, bucket, s3 }) => {
  await putTag(s3, bucket, 'before');
  const { page } = await launch({ bucket });
  await openPage(page, 'Tags');
  await page.getByRole('textbox', { name: /Value/ }).fill('after');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => tagsOf(s3, bucket)).toEqual([{ Key: 'team', Value: 'after' }]);

  await item(page, 'Changes').click();
  const changes = page.getByRole('list', { name: 'Changes' }).getByRole('listitem');
  await expect(changes).toHaveCount(1);
  await expect(changes.first()).toContainText('Tags: changed');
  await expect(changes.first()).toContainText('"before" → "after"');
  await changes.first().getByRole('button', { name: 'Roll back' }).click();
  await expect(changes).toHaveCount(2);
  await expect(changes.first()).toContainText('Tags: rolled back');
  expect(await tagsOf(s3, bucket)).toEqual([{ Key: 'team', Value: 'before' }]);

  await test.step('what somebody else has changed since is not overwritten unasked', async () => {
    await putTag(s3, bucket, 'of another');
    await changes.first().getByRole('button', { name: 'Roll back' }).click();
    const ask = page.getByRole('alertdialog', { name: '“Tags” has been changed since' });
    await expect(ask).toBeVisible();
    expect(await tagsOf(s3, bucket)).toEqual([{ Key: 'team', Value: 'of another' }]);
    await ask.getByRole('button', { name: 'Roll back anyway' }).click();
    await expect(changes).toHaveCount(3);
    expect(await tagsOf(s3, bucket)).toEqual([{ Key: 'team', Value: 'after' }]);
  });
});

test('two buckets are compared, and what was chosen is copied', async ({ launch, bucket, versionedBucket, s3 }) => {
  await putTag(s3, bucket, 'copied');
  for (const one of [bucket, versionedBucket]) await letAnyoneRead(s3, one);
  const CORSConfiguration = { CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }] };
  for (const one of [bucket, versionedBucket]) {
    await s3.send(new PutBucketCorsCommand({ Bucket: one, CORSConfiguration }));
  }
  const { page } = await launch({ bucket });
  await openPage(page, 'Compare');
  await page.getByRole('combobox', { name: 'Bucket' }).fill(versionedBucket);
  await page.keyboard.press('Tab');

  const rows = page.getByRole('table', { name: 'Compare' }).getByRole('rowheader');
  await expect(page.getByText('2 settings differ')).toBeVisible();
  expect(await rows.allTextContents()).toEqual(['Versioning', 'Tags']);

  await page.getByText('Tags', { exact: true }).last().click();
  await page.getByRole('button', { name: `Copy chosen to ${versionedBucket}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Copy 1 setting' }).click();
  await expect(page.getByText('Tags: copied')).toBeVisible();
  await expect(page.getByText('1 setting differs')).toBeVisible();
  expect(await rows.allTextContents()).toEqual(['Versioning']);
  expect(await tagsOf(s3, versionedBucket)).toEqual([{ Key: 'team', Value: 'copied' }]);
});

test('what is set is exported as JSON and as commands', async ({ launch, bucket, s3 }) => {
  await putTag(s3, bucket, "it's mine");
  const { page, app } = await launch({ bucket });
  await openPage(page, 'Export');
  await page.getByRole('tab', { name: 'aws-cli commands' }).click();
  await page.getByRole('button', { name: 'Copy all' }).click();
  const read = () => app.evaluate(({ clipboard }) => clipboard.readText());
  await expect.poll(read).toContain(`aws s3api put-bucket-tagging --bucket ${bucket} --tagging '{"TagSet":`);
  await page.getByRole('tab', { name: 'JSON' }).click();
  await page.getByRole('button', { name: 'Copy all' }).click();
  await expect.poll(read).toMatch(/^\{/);
  expect(JSON.parse(await read())).toMatchObject({
    bucket,
    settings: { tags: { TagSet: [{ Key: 'team', Value: "it's mine" }] } },
  });
});
