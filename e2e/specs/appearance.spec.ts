import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { openSetting } from '../pages/settings.ts';
import { openVersions, row, sidebar } from '../pages/window.ts';
import { putObject } from '../s3Client.ts';
import { filtered, makeRule } from '../watchRules.ts';

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('the window turns Russian and dark at once, and is so the next time', async ({
  launch,
  versionedBucket: bucket,
  folder,
  s3,
}) => {
  await putObject(s3, bucket, 'readme.md', 'one');
  await putObject(s3, bucket, 'readme.md', 'two');
  const first = await launch({ bucket, profile: `${folder}/profile` });
  expect(await background(first.page)).toBe('rgb(255, 255, 255)');
  await first.page.getByRole('button', { name: 'Preferences' }).click();
  const dialog = first.page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Language/ }).click();
  await first.page.getByRole('option', { name: 'Русский' }).click();
  await dialog.getByText(/^Тёмн/).click();
  await expect.poll(() => background(first.page)).toBe('rgb(30, 31, 34)');
  await expect(first.page.locator('html')).toHaveAttribute('lang', 'ru');
  await first.close();

  const { page, app } = await launch({ bucket, profile: `${folder}/profile` });
  expect(await background(page)).toBe('rgb(30, 31, 34)');
  await expect(page.getByText('Подключения')).toBeVisible();
  await row(page, 'readme.md').click();
  await page.getByRole('tab', { name: 'Версии' }).click();
  await expect(page.getByRole('list', { name: 'Версии' }).getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Настройки бакета' }).click();
  await page.getByRole('button', { name: 'Версионирование' }).click();
  await expect(page.getByRole('heading', { name: 'Версионирование' })).toBeVisible();
  const menu = await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map((item) => item.label));
  expect(menu).toContain('Правка');
  const latin = await page.evaluate(() => document.body.innerText.match(/\b(Delete|Save|Settings|Versions|Upload)\b/g));
  expect(latin).toBeNull();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing that hinders people is found by axe (${colorScheme})`, async ({
    launch,
    versionedBucket: bucket,
    folder,
    s3,
  }) => {
    await putObject(s3, bucket, 'folder/inside.txt', 'inside');
    await putObject(s3, bucket, 'readme.md', 'one');
    const stave = await launch({ bucket, colorScheme });
    const { page } = stave;
    const check = async (what: string) => {
      // Legacy mode: Electron cannot open the second page axe would use.
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      const serious = violations.filter((it) => it.impact === 'serious' || it.impact === 'critical');
      expect(
        serious.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(' ')}`),
        what,
      ).toEqual([]);
    };
    await openVersions(page, 'readme.md');
    await check('browser and versions');
    await row(page, 'readme.md').click();
    await page.keyboard.press('Delete');
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await check('delete dialog');
    await page.keyboard.press('Escape');
    await openSetting(page, 'Versioning');
    await expect(page.getByRole('radiogroup')).toBeVisible();
    await check('settings');
    await page
      .getByRole('button', { name: /New connection/ })
      .first()
      .click();
    await check('connection form');
    await page.keyboard.press('Escape');
    await writeFile(join(folder, 'orders.csv'), 'id,amount\n1,50\n2,150\n');
    await makeRule(stave, { folder, bucket, data: filtered({ kind: 'sql', condition: 'amount > 100' }) });
    await sidebar(page)
      .getByRole('button', { name: /Watched folders/ })
      .click();
    await page
      .getByRole('row', { name: /Uploaded.*orders/ })
      .first()
      .click();
    await check('watched folders');
    await page.getByRole('button', { name: 'Edit…' }).click();
    await page.getByRole('button', { name: 'Data', exact: true }).click();
    await expect(page.getByText('1 of 2 rows are kept.')).toBeVisible();
    await check('rule assistant');
  });
}
