import { readdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { type TestServer, testServer } from '../launch.ts';
import { sidebar } from '../pages/window.ts';
import { startKeyring } from '../servers/keyring.ts';

async function fillForm(page: Page, server: TestServer): Promise<void> {
  const form = page.getByRole('dialog');
  await form.getByLabel('Name', { exact: true }).fill('My storage');
  await form.getByLabel('Endpoint').fill(server.endpoint);
  await form.getByLabel('Region').fill(server.region);
  await form.getByLabel('Access key', { exact: true }).fill(server.accessKeyId);
  await form.getByLabel('Secret key', { exact: true }).fill(server.secretAccessKey);
}

async function openForm(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /New connection/ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: 'New connection' })).toBeVisible();
}

/** Every file below a folder that holds one of the texts, in whatever file and however deep. */
async function filesHolding(folder: string, texts: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if (texts.some((text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')))) found.push(path);
  }
  return found;
}

function encodings(secret: string): string[] {
  return [secret, Buffer.from(secret).toString('base64').slice(0, -4), Buffer.from(secret).toString('hex')];
}

/** All that the page knows: its document, its fields, its storage. */
function pageText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
    return [document.documentElement.outerHTML, ...fields, JSON.stringify(localStorage)].join('\n');
  });
}

test('a connection is made in the form, keeps its secret in the keychain and survives a restart', async ({
  launch,
  bucket,
  folder,
}) => {
  const server = testServer();
  const secrets = encodings(server.secretAccessKey);
  const keyring = await startKeyring();
  try {
    const options = { profile: join(folder, 'profile'), env: keyring.env, args: keyring.args };
    const first = await launch(options);
    await openForm(first.page);
    await fillForm(first.page, server);
    await first.page.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(first.page.getByText(/It works: \d+ bucket/)).toBeVisible();
    await first.page.getByRole('button', { name: 'Save' }).click();
    await expect(first.page.getByRole('dialog')).toHaveCount(0);
    await expect(sidebar(first.page).getByText(bucket)).toBeVisible();
    const text = await pageText(first.page);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    await first.close();

    expect(await filesHolding(options.profile, [server.accessKeyId])).not.toEqual([]);
    expect(await filesHolding(options.profile, secrets)).toEqual([]);

    const second = await launch(options);
    await sidebar(second.page).getByText('My storage').click();
    await expect(sidebar(second.page).getByText(bucket)).toBeVisible();
    const again = await pageText(second.page);
    expect(secrets.filter((secret) => again.includes(secret))).toEqual([]);

    await test.step('editing leaves the secret as it is', async () => {
      await sidebar(second.page).getByText('My storage').click({ button: 'right' });
      await second.page.getByRole('menuitem', { name: /Edit/ }).click();
      const form = second.page.getByRole('dialog');
      await expect(form.getByLabel('Secret key', { exact: true })).toHaveValue('');
      await form.getByLabel('Name', { exact: true }).fill('Renamed');
      await form.getByRole('button', { name: 'Save' }).click();
      await expect(sidebar(second.page).getByText('Renamed')).toBeVisible();
      await expect(sidebar(second.page).getByText(bucket)).toBeVisible();
    });
    await test.step('removing it says that nothing on the server is deleted', async () => {
      await sidebar(second.page).getByText('Renamed').click({ button: 'right' });
      await second.page.getByRole('menuitem', { name: /Remove/ }).click();
      const ask = second.page.getByRole('alertdialog');
      await expect(ask).toContainText('Nothing on the server is deleted');
      await ask.getByRole('button', { name: 'Remove connection' }).click();
      await expect(sidebar(second.page).getByText('Renamed')).toHaveCount(0);
    });
    await second.close();
    expect(await filesHolding(options.profile, secrets)).toEqual([]);
  } finally {
    await keyring.stop();
  }
});

test('without a keychain the user is told, and the secret stays for this session only', async ({
  launch,
  bucket,
  folder,
}) => {
  const server = testServer();
  const options = { profile: join(folder, 'profile'), args: ['--password-store=basic'] };
  const first = await launch(options);
  await openForm(first.page);
  await expect(first.page.getByText(/no keychain/)).toBeVisible();
  await fillForm(first.page, server);
  await first.page.getByRole('button', { name: 'Save' }).click();
  await expect(sidebar(first.page).getByText(bucket)).toBeVisible();
  await first.close();
  expect(await filesHolding(options.profile, encodings(server.secretAccessKey))).toEqual([]);

  const second = await launch(options);
  await sidebar(second.page).getByText('My storage').click();
  await second.page.getByRole('button', { name: /Enter the secret key/ }).click();
  const form = second.page.getByRole('dialog');
  await form.getByLabel('Secret key', { exact: true }).fill(server.secretAccessKey);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(sidebar(second.page).getByText(bucket)).toBeVisible();
});

test.describe('a connection that cannot work says why', () => {
  let website: Server;
  let address: string;

  test.beforeAll(async () => {
    website = createServer((_request, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>Welcome</title><h1>Hello</h1>');
    });
    await new Promise<void>((resolve) => website.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(website.address() as AddressInfo).port}`;
  });
  test.afterAll(() => {
    website.close();
  });

  test('wrong secret, unreachable host, a website', async ({ launch }) => {
    const server = testServer();
    const wrong = 'wrong-secret-0123456789abcdef';
    const { app, page, profile } = await launch();
    const printed: string[] = [];
    app.process().stdout?.on('data', (data) => printed.push(String(data)));
    app.process().stderr?.on('data', (data) => printed.push(String(data)));
    await openForm(page);
    const form = page.getByRole('dialog');
    const outcome = async (change: Partial<TestServer>, expected: RegExp) => {
      await fillForm(page, { ...server, ...change });
      await form.getByRole('button', { name: 'Test', exact: true }).click();
      await expect(form.getByText(expected)).toBeVisible({ timeout: 30_000 });
      await form.getByRole('button', { name: 'Details' }).click();
      const text = await form.evaluate((element) => element.textContent ?? '');
      expect(text).not.toContain('[object');
      for (const secret of encodings(wrong).concat(encodings(server.secretAccessKey)))
        expect(text).not.toContain(secret);
    };
    await outcome({ secretAccessKey: wrong }, /does not accept these keys/);
    await outcome({ endpoint: 'http://127.0.0.1:9' }, /Nothing answers at 127\.0\.0\.1:9/);
    await outcome({ endpoint: 'http://no-such-host.invalid' }, /no-such-host\.invalid cannot be reached/);
    await outcome({ endpoint: address }, /not as an S3 server/);

    const secrets = encodings(wrong).concat(encodings(server.secretAccessKey));
    expect(secrets.filter((secret) => printed.join('').includes(secret))).toEqual([]);
    expect(await filesHolding(profile, secrets)).toEqual([]);
    expect((await readFile(join(profile, 'logs/stave.log'), 'utf8')).length).toBeGreaterThan(0);
  });
});
