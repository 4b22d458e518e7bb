import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { answerDialogs } from '../launch.ts';
import { sidebar } from '../pages/window.ts';
import { allVersions } from '../s3Client.ts';
import { call, filtered, makeRule, ruleNow } from '../watchRules.ts';

const LOG_KEY = 'logs/orders.log';

/** The cells of a CSV file; written apart from what Stave reads it with. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  const row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i] ?? '';
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ',' || character === '\n') {
      row.push(cell);
      cell = '';
      if (character === '\n') rows.push(row.splice(0));
    } else if (character !== '\r') cell += character;
  }
  return rows;
}

/** What `amount > 100` keeps, with the header. */
function keptOf(text: string): string[][] {
  const [header = [], ...rows] = cellsOf(text);
  const amount = header.indexOf('amount');
  expect(amount).toBeGreaterThan(-1);
  return [header, ...rows.filter((row) => Number(row[amount]) > 100)];
}

async function textOf(s3: S3Client, bucket: string, key: string, versionId?: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
  return (await Body?.transformToString()) ?? '';
}

async function openWatch(page: Page): Promise<void> {
  await sidebar(page)
    .getByRole('button', { name: /Watched folders/ })
    .click();
}

test('a rule made in the assistant filters, uploads, archives and logs sample files', async ({
  launch,
  versionedBucket: bucket,
  folder,
  s3,
}) => {
  const watched = join(folder, 'orders');
  await mkdir(watched);
  const stave = await launch({ bucket });
  const { app, page } = stave;
  await openWatch(page);
  await page.getByRole('button', { name: 'New rule' }).first().click();

  await test.step('the folder', async () => {
    await answerDialogs(app, [watched]);
    await page.getByRole('button', { name: 'Choose folder…' }).click();
    await expect(page.getByText(watched)).toBeVisible();
    await page.getByRole('button', { name: 'Next' }).click();
  });
  await test.step('the condition', async () => {
    await page.getByText('Filter data files').click();
    await page.getByText('SQL condition', { exact: true }).click();
    await page.getByRole('textbox', { name: 'SQL condition' }).fill('amount > 100');
    await page.getByRole('button', { name: 'Next' }).click();
  });
  await test.step('the target', async () => {
    await page.getByRole('textbox', { name: 'Key', exact: true }).fill('in/{relative}');
    await expect(page.getByText(new RegExp(`s3://${bucket}/in/`))).toBeVisible();
    await page.getByRole('button', { name: 'Next' }).click();
  });
  await test.step('the archive and the log', async () => {
    const step = page.getByRole('region', { name: 'Afterwards and log' });
    await step.getByText('Moved to the archive').click();
    await page.getByText('Upload the log to the bucket, too').click();
    await page.getByRole('textbox', { name: 'Key of the log' }).fill(LOG_KEY);
    await page.getByRole('textbox', { name: 'At most every … seconds' }).fill('5');
    await page.getByRole('textbox', { name: 'Name of the rule' }).fill('Orders');
    await page.getByRole('button', { name: 'Save rule' }).click();
  });
  await test.step('sample files', async () => {
    await page.getByRole('button', { name: 'Make sample files…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Files' }).fill('3');
    await dialog.getByRole('textbox', { name: 'Rows in each' }).fill('1000');
    await dialog.getByRole('button', { name: 'Make 3 files' }).click();
    await expect(dialog.getByText('3 files were written:')).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).first().click();
  });

  const [rule] = await call(stave, 'watch.rules', {});
  const ruleId = rule?.rule.id ?? '';
  await expect.poll(async () => (await ruleNow(stave, ruleId)).counts.done, { timeout: 30_000 }).toBe(3);
  const archive = join(watched, 'archive');

  await test.step('exactly the rows an independent reader keeps; the sources in the archive', async () => {
    const names = await readdir(archive);
    expect(names).toHaveLength(3);
    expect(await readdir(watched)).toEqual(['archive']);
    for (const name of names) {
      const kept = keptOf(await readFile(join(archive, name), 'utf8'));
      expect(kept.length).toBeGreaterThan(100);
      expect(cellsOf(await textOf(s3, bucket, `in/${name}`))).toEqual(kept);
      const row = page.getByRole('row', { name: new RegExp(`Filtered.*${name}.*${kept.length - 1} of 1,000 rows`) });
      await expect(row).toBeVisible();
    }
  });

  await test.step('the log tells each step; its object has as many versions as it was uploaded', async () => {
    await expect.poll(async () => (await ruleNow(stave, ruleId)).log.uploads, { timeout: 30_000 }).toBeGreaterThan(0);
    const { logFolder } = (await ruleNow(stave, ruleId)).rule;
    const [file = ''] = await readdir(logFolder);
    const lines = (await readFile(join(logFolder, file), 'utf8')).trimEnd().split('\n');
    for (const name of await readdir(archive)) {
      const steps = lines.map((line) => line.split('\t')).filter(([, , of]) => of === name);
      expect(steps.map(([, step]) => step)).toEqual(
        expect.arrayContaining(['found', 'still', 'read', 'filtered', 'saved', 'uploading', 'uploaded', 'archived']),
      );
    }
    await expect
      .poll(async () => textOf(s3, bucket, LOG_KEY), { timeout: 20_000 })
      .toBe(await readFile(join(logFolder, file), 'utf8'));
    const versions = (await allVersions(s3, bucket)).filter(({ key }) => key === LOG_KEY);
    expect(versions).toHaveLength((await ruleNow(stave, ruleId)).log.uploads);
  });

  await test.step('the Versions tab shows the history of the log', async () => {
    await page
      .getByRole('toolbar', { name: 'What can be done with the rule' })
      .getByRole('button', { name: 'More actions' })
      .click();
    await page.getByRole('menuitem', { name: 'Show the log’s versions' }).click();
    const { uploads } = (await ruleNow(stave, ruleId)).log;
    await expect(page.getByRole('list', { name: 'Versions' }).getByRole('listitem')).toHaveCount(uploads);
  });
});

/** Goes on with Tab until the focus is where it is wanted. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${wanted} cannot be reached with the keyboard`);
}

test('the whole path goes with the keyboard alone', async ({ launch, bucket, folder, s3 }) => {
  const watched = join(folder, 'orders');
  await mkdir(watched);
  const stave = await launch({ bucket });
  const { app, page } = stave;
  const press = async (name: string | RegExp) => {
    await tabTo(page, page.getByRole('button', { name }).first());
    await page.keyboard.press('Enter');
  };
  const type = async (name: string, text: string) => {
    await tabTo(page, page.getByRole('textbox', { name, exact: true }));
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
  };
  await press(/^Watched folders/);
  await press('New rule');
  await answerDialogs(app, [watched]);
  await press('Choose folder…');
  await expect(page.getByText(watched)).toBeVisible();
  await press('Next');
  await tabTo(page, page.getByRole('radio', { name: 'Upload as they are' }).first());
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Filter data files' })).toBeChecked();
  await tabTo(page, page.getByRole('radio', { name: 'All rows' }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await type('SQL condition', 'amount > 100');
  // Tab is a character in an editor of code; Escape lets go of it.
  await page.keyboard.press('Escape');
  await press('Next');
  await type('Key', 'in/{relative}');
  await press('Next');
  await press('Save rule');
  await press('Make sample files…');
  const dialog = page.getByRole('dialog');
  await type('Files', '2');
  // A number is complete when the focus leaves it.
  await page.keyboard.press('Tab');
  await tabTo(page, dialog.getByRole('button', { name: 'Make 2 files' }));
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('2 files were written:')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { name: /Uploaded.*orders-000/ })).toHaveCount(2, { timeout: 30_000 });
  const keys = (await allVersions(s3, bucket)).map(({ key }) => key).toSorted();
  expect(keys).toEqual(['in/orders-0001.csv', 'in/orders-0002.csv']);
  await tabTo(page, page.getByRole('switch', { name: /Watch with/ }));
  await page.keyboard.press('Space');
  await expect.poll(async () => (await call(stave, 'watch.rules', {}))[0]?.state).toBe('off');
});

test('a large file shows how far it is filtered, and is cancelled at once', async ({ launch, bucket, folder, s3 }) => {
  const stave = await launch({ bucket });
  const { page } = stave;
  const data = filtered({ kind: 'sql', condition: "amount > 100 AND note <> '' AND id % 7 <> 3" });
  const ruleId = await makeRule(stave, { folder, bucket, data });
  await openWatch(page);
  const row = (id: number) => `${id},${id % 300}.50,some words about order ${id}\n`;
  const lines = Array.from({ length: 10_000 }, (_, index) => row(index)).join('');
  const file = await open(join(folder, 'large.csv'), 'w');
  await file.write('id,amount,note\n');
  for (let part = 0; part < 700; part += 1) await file.write(lines);
  await file.close();

  const reading = page.getByRole('list', { name: 'Being read' });
  await expect(reading.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /[1-9]/, { timeout: 30_000 });
  await reading.getByRole('button', { name: 'Stop reading large.csv' }).click();
  await expect.poll(async () => (await ruleNow(stave, ruleId)).filtering, { timeout: 2000 }).toEqual([]);
  expect((await ruleNow(stave, ruleId)).counts).toMatchObject({ working: 0, needsYou: 1 });
  expect(await readdir(join(stave.profile, 'watch', 'outputs'))).toEqual([]);

  await page.getByText(/^Failed files/).click();
  await expect(page.getByRole('list', { name: 'Failed files' })).toContainText('Cancelled.');
  expect(await allVersions(s3, bucket)).toEqual([]);
  // What was cancelled is not lost: it goes again when the user says so.
  await page.getByRole('button', { name: 'Try again', exact: true }).click();
  await expect.poll(async () => (await ruleNow(stave, ruleId)).counts.done, { timeout: 60_000 }).toBe(1);
});
