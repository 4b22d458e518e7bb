import { expect, type Locator, type Page } from '@playwright/test';

// The window's parts by role and name, in English unless told otherwise.

export const grid = (page: Page): Locator => page.getByRole('grid');

/** A row of the object grid whose name contains the text. */
export const row = (page: Page, name: string | RegExp): Locator => grid(page).getByRole('row', { name });

export const dock = (page: Page): Locator => page.getByRole('region', { name: 'Transfers' });

/** A job's line in the transfer dock. */
export const job = (page: Page, name: string | RegExp): Locator => dock(page).getByRole('listitem', { name });

export const sidebar = (page: Page): Locator => page.getByRole('navigation', { name: 'Connections and places' });

/** What can be done with the selection, in the toolbar. */
export const forSelection = (page: Page): Locator => page.getByRole('toolbar', { name: 'For the selection' });

export const statusBar = (page: Page): Locator => page.getByRole('region', { name: 'Status' });

/** The versions in the inspector, newest first. */
export const versions = (page: Page): Locator => page.getByRole('list', { name: 'Versions' }).getByRole('listitem');

/** Selects a row and opens the Versions tab of the inspector. */
export async function openVersions(page: Page, name: string | RegExp): Promise<void> {
  await row(page, name).click();
  await page.getByRole('tab', { name: 'Versions' }).click();
}

/** Waits until the job has ended well. */
export async function expectDone(page: Page, name: string | RegExp, timeout = 60_000): Promise<void> {
  await expect(job(page, name)).toContainText('Done', { timeout });
}

/** The middle of something on the page. */
export async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('it is not on the page');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
