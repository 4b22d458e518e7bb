import { expect, test } from '../fixtures.ts';
import { grid } from '../pages/window.ts';

test('a refused navigation leaves the window able to call and to hear', async ({ launch, bucket }) => {
  const { app, page } = await launch({ bucket });
  await expect(grid(page)).toBeVisible();
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Reflect.set(window, 'heard', heard);
    window.stave.subscribe('menu.command', (payload) => heard.push(payload));
    location.href = 'https://example.com/';
  });
  // Playwright's locators would wait for that navigation, so the page is asked directly.
  const refreshFromMenu = () =>
    app.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
      items.find((item) => item.label === 'Refresh')?.click();
    });
  await refreshFromMenu();
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'heard'))).toEqual([{ command: 'refresh' }]);
  const reply = await page.evaluate(() => window.stave.invoke('connections.list', {}, crypto.randomUUID()));
  expect(reply).toMatchObject({ ok: true });
});

test('a page that crashed comes back by itself', async ({ launch, bucket }) => {
  const { app, page } = await launch({ bucket });
  await expect(grid(page)).toBeVisible();
  const loadedAgain = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('did-finish-load', () => resolve());
        contents?.forcefullyCrashRenderer();
      }),
  );
  await loadedAgain;
  // The page answers again, and what it shows came through the bridge.
  const shown = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const script = `new Promise((resolve) => {
      const look = () => document.body.dataset.appState === 'loaded' && document.querySelector('[role=grid]')
        ? resolve(document.body.innerText) : setTimeout(look, 50);
      look();
    })`;
    return (await contents?.executeJavaScript(script)) as string;
  });
  expect(shown).toContain(bucket);
});
