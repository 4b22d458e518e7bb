import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { allVersions } from '../s3Client.ts';
import { startTrayHost } from '../servers/trayHost.ts';
import { makeRule } from '../watchRules.ts';

const isVisible = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);
const closeWindow = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
const pidOf = (app: ElectronApplication) => app.process().pid ?? 0;

test('with its window closed it goes on watching, and the tray brings the window back', async ({
  launch,
  bucket,
  folder,
  s3,
}) => {
  const tray = await startTrayHost();
  try {
    const stave = await launch({ bucket, env: tray.env });
    const { app } = stave;
    await makeRule(stave, { folder, bucket });
    await expect.poll(() => tray.hasIcon(pidOf(app))).toBe(true);
    await closeWindow(app);
    await expect.poll(() => isVisible(app)).toBe(false);
    await writeFile(join(folder, 'late.txt'), 'dropped while nobody looked');
    await expect
      .poll(async () => (await allVersions(s3, bucket)).map(({ key }) => key), { timeout: 20_000 })
      .toEqual(['in/late.txt']);
    await tray.press(pidOf(app));
    await expect.poll(() => isVisible(app)).toBe(true);
    // Before the bus: without it Electron ends in the middle.
    await stave.close();
  } finally {
    await tray.stop();
  }
});

test('started at login it has no window until the tray is pressed', async ({ launch }) => {
  const tray = await startTrayHost();
  const config = await mkdtemp(join(tmpdir(), 'stave-config-'));
  const profile = await mkdtemp(join(tmpdir(), 'stave-login-'));
  try {
    const env = { ...tray.env, XDG_CONFIG_HOME: config };
    const entry = join(config, 'autostart', 'stave.desktop');
    const first = await launch({ profile, env });
    await first.page.getByRole('button', { name: 'Preferences' }).click();
    await first.page.getByText('Start Stave, without its window, when I log in').click();
    await expect.poll(() => readFile(entry, 'utf8').catch(() => '')).toMatch(/^Exec=.*"--background"$/m);
    await first.close();

    const second = await launch({ profile, env, args: ['--background'] });
    await expect.poll(() => tray.hasIcon(pidOf(second.app))).toBe(true);
    expect(await isVisible(second.app)).toBe(false);
    await tray.press(pidOf(second.app));
    await expect.poll(() => isVisible(second.app)).toBe(true);
    await second.page.getByRole('button', { name: 'Preferences' }).click();
    await second.page.getByText('Start Stave, without its window, when I log in').click();
    await expect.poll(() => readFile(entry, 'utf8').catch(() => 'gone')).toBe('gone');
    await second.close();
  } finally {
    await tray.stop();
    await rm(config, { recursive: true });
    await rm(profile, { recursive: true, force: true });
  }
});

test('without a tray, or without watched folders, closing the window ends the program', async ({
  launch,
  bucket,
  folder,
}) => {
  const stave = await launch({ bucket });
  await makeRule(stave, { folder, bucket });
  const ended = new Promise<void>((resolve) => stave.app.on('close', () => resolve()));
  await closeWindow(stave.app);
  await ended;
});
