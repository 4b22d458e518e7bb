import { expect, type Locator, type Page } from '@playwright/test';

// The page of a bucket's settings, by role and name, in English.

export const settingsList = (page: Page): Locator => page.getByRole('navigation', { name: 'Settings' });

/** Opens a setting from the list of the page that is open. */
export async function chooseSetting(page: Page, title: string): Promise<void> {
  await settingsList(page)
    .getByRole('button', { name: new RegExp(`^${title}(,|$)`) })
    .click();
  await expect(page.getByRole('region', { name: title })).toBeVisible();
}

/** Opens the settings of the bucket that is shown, and one of them. */
export async function openSetting(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: /Bucket settings/ }).click();
  await chooseSetting(page, title);
}

/** The JSON editor of the setting that is open. */
export const jsonField = (page: Page): Locator => page.getByRole('textbox', { name: /as JSON$/ });

/** Opens the JSON view and writes a text into it, in place of what is there. */
export async function writeJson(page: Page, text: string): Promise<void> {
  await page.getByRole('tab', { name: 'JSON' }).click();
  await jsonField(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

export const saveButton = (page: Page): Locator => page.getByRole('button', { name: 'Save', exact: true });
