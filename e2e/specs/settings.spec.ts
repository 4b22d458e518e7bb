import { GetBucketTaggingCommand, HeadBucketCommand, PutBucketTaggingCommand, type S3Client } from '@aws-sdk/client-s3';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { chooseSetting, jsonField, openSetting, saveButton, settingsList, writeJson } from '../pages/settings.ts';
import { grid } from '../pages/window.ts';

const tagsText = (tags: Record<string, string>) =>
  JSON.stringify({ TagSet: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }, null, 2);

const putTags = (s3: S3Client, bucket: string, tags: Record<string, string>) =>
  s3.send(new PutBucketTaggingCommand({ Bucket: bucket, Tagging: JSON.parse(tagsText(tags)) }));

/** What a client that has nothing to do with Stave reads; null when nothing is set. */
async function tagsOf(s3: S3Client, bucket: string): Promise<Record<string, string> | null> {
  try {
    const { TagSet } = await s3.send(new GetBucketTaggingCommand({ Bucket: bucket }));
    return Object.fromEntries((TagSet ?? []).map(({ Key, Value }) => [Key, Value]));
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchTagSet') return null;
    throw error;
  }
}

const problems = (page: Page) => page.getByRole('list', { name: 'What is wrong' }).getByRole('listitem');

test('a setting is written as JSON: what is wrong is marked and cannot be saved, what is right is saved as it stands', async ({
  launch,
  bucket,
  s3,
}) => {
  const { page } = await launch({ bucket });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
  });
  await openSetting(page, 'Tags');

  await test.step('a text that is no JSON', async () => {
    await writeJson(page, '{\n  "TagSet": [\n    { "Key": "team" "Value": "sales" }\n  ]\n}');
    await expect(problems(page)).toHaveText(/Line 3\s*This is not valid JSON/);
    await expect(page.locator('.cm-lintRange-error')).not.toHaveCount(0);
    await expect(saveButton(page)).toBeDisabled();
    await page.getByRole('tab', { name: 'Form' }).click();
    await expect(page.getByText(/Mend it first/)).toBeVisible();
  });

  await test.step('JSON that is no document of this setting', async () => {
    await writeJson(page, tagsText({ team: 'sales' }).replace('"sales"', '3'));
    await expect(problems(page)).toContainText(['expected a text']);
    await expect(saveButton(page)).toBeDisabled();
    await page.getByRole('tab', { name: 'Form' }).click();
    await page.getByRole('button', { name: 'Show in the JSON: TagSet › 1 › Value' }).click();
    await expect(jsonField(page)).toBeFocused();
    await page.keyboard.insertText('"sales"');
  });

  await test.step('the right document', async () => {
    await expect(problems(page)).toHaveCount(0);
    await expect(page.getByText('What will change')).toBeVisible();
    expect(await tagsOf(s3, bucket)).toBeNull();
    await saveButton(page).click();
    await expect(page.getByText('Saved. The server says the same.')).toBeVisible();
    expect(await tagsOf(s3, bucket)).toEqual({ team: 'sales' });
  });

  await test.step('the form is the other view of it', async () => {
    await page.getByRole('tab', { name: 'Form' }).click();
    await page.getByRole('textbox', { name: 'Value of tag 1' }).fill('stock');
    await page.getByRole('tab', { name: 'JSON' }).click();
    await expect(jsonField(page)).toContainText('"Value": "stock"');
    await expect(page.getByText('TagSet › 1 › Value: "sales" → "stock"')).toBeVisible();
    await page.getByRole('button', { name: 'Revert' }).click();
    await expect(jsonField(page)).toContainText('"Value": "sales"');
    await expect(page.getByText('What will change')).toHaveCount(0);
  });
  expect(complaints).toEqual([]);
});

test('the JSON editor suggests what its schema knows', async ({ launch, bucket }) => {
  const { page } = await launch({ bucket });
  await openSetting(page, 'Versioning');
  await page.getByRole('tab', { name: 'JSON' }).click();
  await jsonField(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('{"St');
  await page.getByRole('option', { name: '"Status"' }).click();
  await page.keyboard.type('"En');
  await page.getByRole('option', { name: '"Enabled"' }).click();
  await expect(jsonField(page)).toHaveText('{"Status": "Enabled"}');
  await page.getByRole('tab', { name: 'Form' }).click();
  await expect(page.getByRole('radio', { name: /^Enabled/ })).toBeChecked();
});

test('what this server has not is said, and nothing can be sent', async ({ launch, bucket, s3 }) => {
  const { page } = await launch({ bucket });
  await openSetting(page, 'Encryption');
  await expect(page.getByText('This server has no Encryption')).toBeVisible();
  for (const name of ['Save', 'Remove…', 'Revert', 'Set up…']) {
    await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  }
  await expect(page.getByRole('tab', { name: 'JSON' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Ask again' }).click();
  await expect(page.getByRole('button', { name: 'Ask again' })).toBeVisible();
  await expect(page.getByText('This server has no Encryption')).toBeVisible();
  await expect(settingsList(page).getByRole('button', { name: 'Encryption, not on this server' })).toBeVisible();
  await s3.send(new HeadBucketCommand({ Bucket: bucket }));
});

test('what is removed is gone, and the empty bucket stays', async ({ launch, bucket, s3 }) => {
  await putTags(s3, bucket, { team: 'sales' });
  const { page } = await launch({ bucket });
  await openSetting(page, 'Tags');
  await page.getByRole('button', { name: 'Remove…' }).click();
  const ask = page.getByRole('alertdialog');
  await expect(ask).toContainText('Remove “Tags”?');
  await ask.getByRole('button', { name: 'Cancel' }).click();
  expect(await tagsOf(s3, bucket)).toEqual({ team: 'sales' });

  await page.getByRole('button', { name: 'Remove…' }).click();
  await ask.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Removed. The server says: not set.')).toBeVisible();
  expect(await tagsOf(s3, bucket)).toBeNull();
  await s3.send(new HeadBucketCommand({ Bucket: bucket }));
  await expect(page.getByRole('button', { name: 'Remove…' })).toHaveCount(0);
});

test('a setting that was changed elsewhere is not overwritten; the draft is kept and compared anew', async ({
  launch,
  bucket,
  s3,
}) => {
  await putTags(s3, bucket, { team: 'sales' });
  const { page } = await launch({ bucket });
  await openSetting(page, 'Tags');
  await writeJson(page, tagsText({ team: 'stock' }));
  await putTags(s3, bucket, { team: 'bills' });
  await saveButton(page).click();
  await page.getByRole('button', { name: 'Read again' }).click();
  await expect(page.getByText('TagSet › 1 › Value: "bills" → "stock"')).toBeVisible();
  expect(await tagsOf(s3, bucket)).toEqual({ team: 'bills' });
  await saveButton(page).click();
  await expect(page.getByText('Saved. The server says the same.')).toBeVisible();
  expect(await tagsOf(s3, bucket)).toEqual({ team: 'stock' });
});

test('who leaves with unsaved changes is asked', async ({ launch, bucket, s3 }) => {
  await putTags(s3, bucket, { team: 'sales' });
  const { page } = await launch({ bucket });
  await openSetting(page, 'Tags');
  await page.getByRole('textbox', { name: 'Value of tag 1' }).fill('stock');
  const ask = page.getByRole('alertdialog');
  await settingsList(page).getByRole('button', { name: 'Location' }).click();
  await expect(ask).toContainText('Leave without saving?');
  await ask.getByRole('button', { name: 'Stay' }).click();
  await expect(page.getByRole('textbox', { name: 'Value of tag 1' })).toHaveValue('stock');

  await settingsList(page).getByRole('button', { name: 'Location' }).click();
  await ask.getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.getByRole('region', { name: 'Location' })).toBeVisible();
  await chooseSetting(page, 'Tags');
  await expect(page.getByRole('textbox', { name: 'Value of tag 1' })).toHaveValue('sales');
  expect(await tagsOf(s3, bucket)).toEqual({ team: 'sales' });
});

test('a setting is set by the keyboard alone', async ({ launch, bucket, s3 }) => {
  const { page } = await launch({ bucket });
  const focused = page.locator(':focus');
  /** Presses Tab until what has the focus is called so. */
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      if (name.test(await focused.evaluate((it) => it.ariaLabel ?? it.textContent ?? ''))) return;
    }
    throw new Error(`Tab does not lead to ${name}`);
  };
  await tabTo(/^Upload/);
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  await expect(focused).toHaveAccessibleName('Bucket settings');
  await page.keyboard.press('Enter');
  await expect(settingsList(page)).toBeVisible();

  await test.step('the list is one tab stop, gone through by arrows, Home and End', async () => {
    await tabTo(/^Access at a glance$/);
    await page.keyboard.press('End');
    await expect(focused).toHaveText('Location');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Home');
    await expect(focused).toHaveText('Access at a glance');
    await page.keyboard.press('End');
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowUp');
    await expect(focused).toHaveText('Tags');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Tags' })).toBeVisible();
  });

  await test.step('the editor is entered, written in and left by Tab', async () => {
    await tabTo(/^Form$/);
    await page.keyboard.press('ArrowRight');
    await expect(jsonField(page)).toBeVisible();
    await tabTo(/as JSON$/);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(tagsText({ team: 'sales' }));
    await page.keyboard.press('Escape');
    await tabTo(/^Save$/);
    await page.keyboard.press('Enter');
  });
  await expect(page.getByText('Saved. The server says the same.')).toBeVisible();
  expect(await tagsOf(s3, bucket)).toEqual({ team: 'sales' });

  await test.step('the way back leads to the objects', async () => {
    await page.keyboard.press('Alt+ArrowUp');
    await expect(grid(page)).toBeFocused();
  });
});

test('the location is told in the word of the server', async ({ launch, bucket }) => {
  const { page } = await launch({ bucket });
  await openSetting(page, 'Location');
  const panel = page.getByRole('region', { name: 'Location' });
  await expect(panel.getByText(/The server names no place|default|us-east-1/)).toBeVisible();
  await expect(panel.getByRole('button')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing that hinders people is found by axe in the settings (${colorScheme})`, async ({
    launch,
    bucket,
    s3,
  }) => {
    await putTags(s3, bucket, { team: 'sales' });
    const { page } = await launch({ bucket, colorScheme });
    const check = async (what: string) => {
      // Legacy mode: Electron cannot open the second page axe would use.
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      const serious = violations.filter((it) => it.impact === 'serious' || it.impact === 'critical');
      expect(
        serious.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(' ')}`),
        what,
      ).toEqual([]);
    };
    await openSetting(page, 'Tags');
    await expect(page.getByRole('textbox', { name: 'Value of tag 1' })).toBeVisible();
    await check('form');
    await writeJson(page, '{\n  "TagSet": [{ "Key": "team", "Value": 3 }, { "Key": true }]\n}');
    await expect(problems(page)).not.toHaveCount(0);
    await check('JSON with problems');
    await page.getByRole('button', { name: 'Revert' }).click();
    await page.getByRole('button', { name: 'Remove…' }).click();
    await check('question before removing');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    await chooseSetting(page, 'Encryption');
    await expect(page.getByText('This server has no Encryption')).toBeVisible();
    await check('not on this server');
  });
}
