import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { row } from '../pages/window.ts';
import { objectSha256, putObject, sha256 } from '../s3Client.ts';

const BODY = Buffer.from('id,name\n1,Ada\n');
const dialog = (page: Page) => page.getByRole('dialog');
const made = (page: Page) => dialog(page).getByRole('region', { name: 'What was made' });

async function openAccess(page: Page, name: string): Promise<void> {
  await row(page, name).click();
  await page.getByRole('tab', { name: 'Access' }).click();
}

/** Shows what was made in one of its forms, and answers with the text. */
async function textAs(page: Page, variant: string): Promise<string> {
  await made(page)
    .getByRole('button', { name: /Show as/ })
    .click();
  await page.getByRole('option', { name: variant }).click();
  return made(page).getByRole('textbox', { name: variant }).inputValue();
}

test('a link to download gives the bytes to whoever has it', async ({ launch, versionedBucket: bucket, s3 }) => {
  const old = await putObject(s3, bucket, 'orders/отчёт 1.csv', 'the first');
  await putObject(s3, bucket, 'orders/отчёт 1.csv', BODY);
  const { app, page } = await launch({ bucket });
  await row(page, 'orders').dblclick();

  await test.step('from the tab, with the name to save it under', async () => {
    await openAccess(page, 'отчёт 1.csv');
    await page.getByRole('button', { name: 'Share link…' }).click();
    await dialog(page).getByRole('textbox', { name: 'Save as' }).fill('orders.csv');
    await dialog(page).getByRole('button', { name: 'Make link' }).click();
    await expect(made(page).getByRole('status')).toContainText(/Works until .+ \d{4} at \d\d:\d\d/);
    const url = await made(page).getByRole('textbox', { name: 'Link' }).inputValue();
    const answer = await fetch(url);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(BODY);
    expect(answer.headers.get('content-disposition')).toContain('attachment; filename="orders.csv"');

    await made(page).getByRole('button', { name: /^Copy/ }).click();
    await expect(made(page).getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(url);
    expect(await textAs(page, 'curl command')).toContain(`'${url}'`);
  });

  await test.step('what was made goes when a field is changed', async () => {
    await dialog(page)
      .getByRole('checkbox', { name: /Show it in the browser/ })
      .check({ force: true });
    await expect(made(page)).toHaveCount(0);
    await dialog(page).getByRole('button', { name: 'Close' }).click();
  });

  await test.step('of an old version, from its menu', async () => {
    await page.getByRole('tab', { name: 'Versions' }).click();
    await page.getByRole('list', { name: 'Versions' }).getByRole('listitem').last().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Share link to this version…' }).click();
    await dialog(page).getByRole('button', { name: 'Make link' }).click();
    const url = await made(page).getByRole('textbox', { name: 'Link' }).inputValue();
    expect(new URL(url).searchParams.get('versionId')).toBe(old);
    expect(await (await fetch(url)).text()).toBe('the first');
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toHaveCount(0);
  });
});

test('others upload by a link and by a form, within its limits', async ({ launch, bucket, s3 }) => {
  await putObject(s3, bucket, 'in/first.png', 'x');
  const { page } = await launch({ bucket });

  await test.step('by a link, the type it was made for', async () => {
    await row(page, 'in').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Share for upload…' }).click();
    await dialog(page).getByRole('tab', { name: 'Upload (PUT)' }).click();
    await expect(dialog(page).getByRole('button', { name: 'Make link' })).toBeDisabled();
    await dialog(page).getByRole('textbox', { name: 'Key' }).fill('in/put.csv');
    await dialog(page).getByRole('combobox', { name: 'Type' }).fill('text/csv');
    await dialog(page).getByRole('button', { name: 'Make link' }).click();
    const url = await textAs(page, 'Link');
    const put = (type: string) => fetch(url, { method: 'PUT', body: BODY, headers: { 'content-type': type } });
    expect((await put('text/html')).status).toBe(403);
    expect((await put('text/csv')).status).toBe(200);
    expect(await objectSha256(s3, bucket, 'in/put.csv')).toBe(sha256(BODY));
  });

  await test.step('by a form, of the size and the type that it says', async () => {
    await dialog(page).getByRole('tab', { name: 'Upload form (POST)' }).click();
    await expect(dialog(page).getByRole('textbox', { name: 'Key begins with' })).toHaveValue('in/');
    await dialog(page).getByRole('combobox', { name: 'Type' }).fill('image/*');
    const largest = dialog(page).getByRole('textbox', { name: 'Largest size' });
    await largest.fill('1');
    await largest.blur();
    await dialog(page).getByRole('button', { name: 'Make form' }).click();
    const { url, fields }: { url: string; fields: Record<string, string> } = JSON.parse(
      await textAs(page, 'URL and fields (JSON)'),
    );
    const post = async (bytes: number, type: string, changed: Record<string, string> = {}) => {
      const data = new FormData();
      for (const [name, value] of Object.entries({ ...fields, 'Content-Type': type, ...changed })) {
        data.append(name, value);
      }
      data.append('file', new Blob([Buffer.alloc(bytes, 'x')]), 'photo.png');
      return (await fetch(url, { method: 'POST', body: data })).status;
    };
    expect(await post(1_000_000, 'image/png')).toBe(201);
    expect(await objectSha256(s3, bucket, 'in/photo.png')).toBe(sha256(Buffer.alloc(1_000_000, 'x')));
    expect(await post(1_000_001, 'image/png')).toBe(400);
    expect(await post(0, 'image/png')).toBe(400);
    expect(await post(1, 'text/html')).toBe(403);
    expect(await post(1, 'image/png', { key: 'elsewhere.png' })).toBe(403);
  });

  await test.step('by the same form in a page', async () => {
    const html = await textAs(page, 'HTML');
    const inputs = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
    expect(inputs.map(([, name]) => name)).toEqual(expect.arrayContaining(['key', 'Policy', 'Content-Type']));
    expect(html).toContain('<input type="file" name="file" required accept="image/*"');
  });
});

test('an object is made public to read and private again, which its public link follows', async ({
  launch,
  bucket,
  s3,
}) => {
  await putObject(s3, bucket, 'a b.txt', BODY);
  const { page } = await launch({ bucket });
  await openAccess(page, 'a b.txt');
  const answer = page.getByText(/^(Works|Does not work):/);
  await expect(answer).toHaveText('Does not work: a visitor without keys is refused (403).');
  await expect(page.getByRole('listitem').filter({ hasText: 'Make the object public to read, below.' })).toBeVisible();
  const url = await page.getByText(new RegExp(`^http.*/${bucket}/a%20b\\.txt$`)).innerText();
  expect((await fetch(url)).status).toBe(403);

  await page.getByRole('button', { name: 'Make public to read' }).click();
  await expect(answer).toHaveText('Works: anyone can read the object here.');
  const open = await fetch(url);
  expect(open.status).toBe(200);
  expect(Buffer.from(await open.arrayBuffer())).toEqual(BODY);
  expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(403);

  await page.getByRole('button', { name: 'Make private' }).click();
  await expect(answer).toHaveText('Does not work: a visitor without keys is refused (403).');
  expect((await fetch(url)).status).toBe(403);
});

test('a link is made by the keyboard alone', async ({ launch, bucket, s3 }) => {
  await putObject(s3, bucket, 'note.txt', BODY);
  const { page } = await launch({ bucket });
  await row(page, 'note.txt').click();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.type('Share');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeVisible();
  await dialog(page).getByRole('tab', { name: 'Download' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const url = await made(page).getByRole('textbox', { name: 'Link' }).inputValue();
  expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(BODY);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
});
