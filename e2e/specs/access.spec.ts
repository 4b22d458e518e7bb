import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import type { TestServer } from '../launch.ts';
import { allVersions, putObject } from '../s3Client.ts';

const KEY = 'pictures/cat.txt';

/** A request without keys or signature, as a browser on the street makes it. */
async function anonymously(server: TestServer, method: string, bucket: string, key: string): Promise<number> {
  const body = method === 'PUT' ? { body: 'overwritten' } : {};
  const answer = await fetch(`${server.endpoint}/${bucket}/${key}`, { method, ...body });
  await answer.arrayBuffer();
  return answer.status;
}

async function openSettings(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /Bucket settings/ }).click();
  return page.getByRole('navigation', { name: 'Settings' });
}

/** The cell of the table of answers in a row and a column. */
function answer(page: Page, action: string, who: 'anyone' | 'connection'): Locator {
  const row = page
    .getByRole('table', { name: 'The server’s answers' })
    .getByRole('row', { name: new RegExp(`^${action}`) });
  return row.getByRole('cell').nth(who === 'anyone' ? 0 : 1);
}

async function tryWithWriting(page: Page): Promise<void> {
  const trial = page.getByRole('region', { name: 'Try it' });
  await expect(trial.getByRole('textbox', { name: 'Object' })).toHaveValue(KEY);
  await trial.getByText('Also try to write and delete').click();
  await trial.getByRole('button', { name: 'Ask the server' }).click();
  const question = page.getByRole('alertdialog', { name: 'Write a probe?' });
  await expect(question).toContainText('pictures/.stave-probe-');
  await expect(question.getByRole('button', { name: 'Try without writing' })).toBeFocused();
  await question.getByRole('button', { name: 'Write and delete' }).click();
}

test('anyone may read, only the owner writes; then the bucket is made private', async ({
  launch,
  bucket,
  s3,
  server,
}) => {
  test.setTimeout(120_000);
  await putObject(s3, bucket, KEY, 'meow');
  const { page } = await launch({ bucket });
  const settings = await openSettings(page);
  const glance = page.getByRole('region', { name: 'Access at a glance' });
  await expect(glance.getByRole('status').first()).toHaveText('Private');
  expect(await anonymously(server, 'GET', bucket, KEY)).toBe(403);

  await test.step('the template is applied', async () => {
    await settings.getByRole('button', { name: /^Policy/ }).click();
    await page.getByRole('button', { name: /Use a template/ }).click();
    await page.getByRole('menuitem', { name: 'Anyone may read, only the owner writes' }).click();
    await expect(page.getByRole('region', { name: 'Everyone may read objects in the whole bucket' })).toBeVisible();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText(/^Saved/)).toBeVisible();
  });

  await test.step('a visitor may read, and not write or delete', async () => {
    expect(await anonymously(server, 'GET', bucket, KEY)).toBe(200);
    expect(await anonymously(server, 'PUT', bucket, KEY)).toBe(403);
    expect(await anonymously(server, 'DELETE', bucket, KEY)).toBe(403);
    expect(await anonymously(server, 'GET', bucket, KEY)).toBe(200);
  });

  await test.step('"Try it" shows the same, and leaves nothing behind', async () => {
    await tryWithWriting(page);
    await expect(answer(page, 'Read', 'anyone')).toContainText('Allowed');
    await expect(answer(page, 'Read', 'anyone')).toContainText('The policy allows it');
    for (const action of ['Write', 'Delete', 'List']) {
      await expect(answer(page, action, 'anyone')).toContainText('Refused');
      await expect(answer(page, action, 'anyone')).toContainText('The policy does not allow it');
    }
    for (const action of ['Read', 'Write', 'Delete', 'List']) {
      await expect(answer(page, action, 'connection')).toContainText('Allowed');
    }
    expect((await allVersions(s3, bucket)).map(({ key }) => key)).toEqual([KEY]);
  });

  await test.step('at a glance it is public to read', async () => {
    await page.getByRole('button', { name: 'Access: Public to read' }).click();
    await expect(glance.getByRole('status').first()).toHaveText('Public to read');
    await expect(glance).toContainText('Everyone may read objects in the whole bucket.');
  });

  await test.step('made private, it gives nothing to a visitor', async () => {
    await glance.getByRole('button', { name: 'Make private' }).click();
    const question = page.getByRole('alertdialog', { name: /private/ });
    await expect(question).toContainText('The policy is removed');
    await question.getByRole('button', { name: 'Make private' }).click();
    await expect(question).toHaveCount(0);
    await expect(glance.getByRole('status').first()).toHaveText('Private');
    expect(await anonymously(server, 'GET', bucket, KEY)).toBe(403);
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket: bucket }))).rejects.toMatchObject({
      name: 'NoSuchBucketPolicy',
    });
  });

  await test.step('the history tells both, in words', async () => {
    await settings.getByRole('button', { name: 'Changes' }).click();
    const changes = page.getByRole('list', { name: 'Changes' });
    const change = (name: string) => changes.getByRole('listitem', { name });
    await expect(change('Policy: removed')).toContainText('No longer: Everyone may read objects in the whole bucket.');
    await expect(change('Policy: set')).toContainText('New: Everyone may read objects in the whole bucket.');
  });
});

test('trying to write leaves no version behind', async ({ launch, versionedBucket: bucket, s3 }) => {
  await putObject(s3, bucket, KEY, 'meow');
  const before = await allVersions(s3, bucket);
  const { page } = await launch({ bucket });
  await openSettings(page);
  await tryWithWriting(page);
  await expect(answer(page, 'Write', 'connection')).toContainText('Allowed');
  await expect(answer(page, 'Delete', 'connection')).toContainText('Allowed');
  await expect(answer(page, 'Write', 'anyone')).toContainText('Refused');
  expect(await allVersions(s3, bucket)).toEqual(before);
});

test('the answer by default is not to write', async ({ launch, bucket, s3 }) => {
  await putObject(s3, bucket, KEY, 'meow');
  const { page } = await launch({ bucket });
  await openSettings(page);
  const trial = page.getByRole('region', { name: 'Try it' });
  await trial.getByText('Also try to write and delete').click();
  await trial.getByRole('button', { name: 'Ask the server' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('.stave-probe-');
  await page.keyboard.press('Enter');
  await expect(answer(page, 'Read', 'connection')).toContainText('Allowed');
  await expect(answer(page, 'Write', 'connection')).toContainText('Not tried');
  await expect(trial).toContainText('nothing was to be written');
});
