import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Reply } from '../../shared/transport.ts';
import { expect, test } from '../fixtures.ts';

const invoke = (page: Page, channel: string, input: unknown): Promise<Reply> =>
  page.evaluate(([c, i]) => window.stave.invoke(c, i, crypto.randomUUID()), [channel, input] as const);

const refused = { ok: false, error: { code: 'invalid-request' } };

test('the bridge refuses what is not in the contract', async ({ launch }) => {
  const { page } = await launch();
  expect(await invoke(page, 'app.info', {})).toMatchObject({ ok: true });
  for (const channel of ['files.read', 'constructor', '__proto__', 'toString', '']) {
    expect(await invoke(page, channel, {}), channel).toMatchObject(refused);
  }
  const huge = 'x'.repeat(10 * 1024 * 1024);
  expect(await invoke(page, 'clipboard.write', { text: huge })).toMatchObject(refused);
  expect(await invoke(page, 'buckets.open', { connectionId: huge, bucket: 'b' })).toMatchObject(refused);
  expect(await invoke(page, 'app.info', { more: 1 })).toMatchObject(refused);
});

test('a path that was never granted is refused, however it is named', async ({ launch, bucket, folder }) => {
  const { page } = await launch({ bucket });
  const info = (await invoke(page, 'app.info', {})) as { value: { startAt: { connectionId: string } } };
  const { connectionId } = info.value.startAt;
  const file = join(folder, 'secret.txt');
  await writeFile(file, 'not granted');
  for (const grant of [file, '../../etc/passwd', crypto.randomUUID()]) {
    const input = { connectionId, bucket, prefix: '', grants: [grant] };
    const code = grant.length > 64 ? 'invalid-request' : 'grant-unknown';
    expect(await invoke(page, 'transfers.upload', input)).toMatchObject({ ok: false, error: { code } });
  }
  const target = join(folder, 'target');
  await mkdir(target);
  const download = { connectionId, bucket, keys: ['x'], prefixes: [], base: '', folder: 'never-granted' };
  expect(await invoke(page, 'transfers.download', download)).toMatchObject({ error: { code: 'grant-unknown' } });
  expect(await readdir(target)).toEqual([]);
});

test('a File that a script made has no path, so it is no grant', async ({ launch }) => {
  const { page } = await launch();
  const reply = await page.evaluate(() =>
    window.stave.grantDropped([new File(['x'], 'passwd'), { path: '/etc/passwd' }]),
  );
  expect(reply).toMatchObject({ ok: false, error: { code: 'not-local-file' } });
});

test('a frame inside the page cannot call', async ({ launch }) => {
  const { page } = await launch();
  const bridgeInFrame = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    return typeof (frame.contentWindow as (Window & { stave?: unknown }) | null)?.stave;
  });
  expect(bridgeInFrame).toBe('undefined');
});

test('nothing of a secret stands in what the page is told of its connections', async ({ launch, server, bucket }) => {
  const { page, profile } = await launch({ bucket });
  const reply = await invoke(page, 'connections.list', {});
  expect(reply).toMatchObject({ ok: true, value: [{ accessKeyId: server.accessKeyId, secretSet: true }] });
  expect(JSON.stringify(reply)).not.toContain(server.secretAccessKey);
  const log = await readFile(join(profile, 'logs/stave.log'), 'utf8');
  expect(log).toContain('start');
  expect(log).not.toContain(server.secretAccessKey);
});
