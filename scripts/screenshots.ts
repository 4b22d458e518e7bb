// npm run screenshots: retakes docs/images from the running app on the demo's buckets, light and dark.
// STAVE_SCREENSHOTS=folder takes every view in both languages and both sizes instead, for looking at.
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropPaths } from '../e2e/drop.ts';
import { type LaunchedStave, type LaunchOptions, launchStave } from '../e2e/launch.ts';
import { serverEnvironment, startOneServer } from '../e2e/servers/index.ts';
import { filtered, makeRule } from '../e2e/watchRules.ts';
import { build } from './lib/build.ts';
import { BACKUP_BUCKET, DEMO_BUCKET, fillSampleBuckets } from './lib/demo/fillBuckets.ts';
import { openDisplay } from './lib/display.ts';
import { electronRuntime } from './lib/electronRuntime.ts';
import { main } from './lib/main.ts';
import { projectDir } from './lib/paths.ts';
import { ensureSystemPackages, fontsNeed } from './lib/systemPackages.ts';

const BIG_FILE_BYTES = 400 * 1024 * 1024;

type Look = { colorScheme: 'light' | 'dark'; language: 'en' | 'ru'; size: { width: number; height: number } };

const WORDS = {
  en: {
    versions: 'Versions',
    settings: 'Bucket settings',
    isPrivate: 'Private',
    lifecycle: 'Lifecycle',
    addRule: /Add rule/,
    rules: ['Delete after 3 days', 'Keep 5 noncurrent versions for 30 days'],
    forecast: 'Forecast',
    revert: 'Revert',
    back: 'Back to the bucket',
    watch: 'Watched folders',
    logUploaded: 'Log uploaded',
  },
  ru: {
    versions: 'Версии',
    settings: 'Настройки бакета',
    isPrivate: 'Закрыт',
    lifecycle: 'Жизненный цикл',
    addRule: /Добавить правило/,
    rules: ['Удалять через 3 дня', 'Хранить 5 неактуальных версий 30 дней'],
    forecast: 'Построить прогноз',
    revert: 'Вернуть как было',
    back: 'Назад к бакету',
    watch: 'Наблюдение за папками',
    logUploaded: 'Журнал загружен',
  },
};

/** A sparse file: it takes no room here and as long as any other to upload. */
async function bigFile(folder: string): Promise<string> {
  const path = join(folder, 'orders-big.parquet');
  const file = await open(path, 'w');
  await file.truncate(BIG_FILE_BYTES);
  await file.close();
  return path;
}

const WATCHED_FILES = 5;

/** A rule at work: the files of its folder are filtered, uploaded, archived and logged when this resolves. */
async function watchOrders(stave: LaunchedStave, folder: string, words: { watch: string; logUploaded: string }) {
  const { page } = stave;
  const orders = join(folder, 'Orders');
  await mkdir(orders);
  // Not the bucket of the other views: those show the same objects in every look.
  await makeRule(stave, {
    name: 'Orders',
    folder: orders,
    bucket: BACKUP_BUCKET,
    keyTemplate: 'orders/{date:yyyy/MM/dd}/{relative}',
    data: filtered({ kind: 'sql', condition: 'amount > 100' }),
    afterwards: { kind: 'archive', folder: null },
    logUpload: { key: 'logs/orders.log', everySeconds: 5 },
  });
  await page.getByRole('button', { name: words.watch }).first().click();
  for (let number = 1; number <= WATCHED_FILES; number += 1) {
    const rows = Array.from(
      { length: 1000 },
      (_, row) => `${number}${row},${((row * 37) % (150 + number * 20)) + 0.5}\n`,
    );
    await writeFile(join(orders, `orders-${number}.csv`), `id,amount\n${rows.join('')}`);
  }
  await page.getByText(new RegExp(`^${WATCHED_FILES} (files|файлов), `)).waitFor();
  // The newest line, by when the run has ended.
  await page.locator('[role="row"][aria-rowindex="2"]').getByText(words.logUploaded).waitFor();
}

async function uploadAt(stave: LaunchedStave, path: string): Promise<void> {
  const box = await stave.page.getByRole('grid').boundingBox();
  if (!box) throw new Error('the grid is not on the page');
  await dropPaths(stave.page, [path], box.x + box.width / 2, box.y + box.height - 20);
}

/** Takes the views of one look, one after the other, in one window. */
async function takeViews(look: Look, shoot: (stave: LaunchedStave, view: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stave-'));
  const words = WORDS[look.language];
  const options: LaunchOptions = { bucket: DEMO_BUCKET, connectionName: 'Local demo', ...look };
  const stave = await launchStave(options);
  const { page } = stave;
  try {
    await page.getByRole('row', { name: /readme\.md/ }).waitFor();
    await page.keyboard.press('ControlOrMeta+l');
    await page.keyboard.type('orders/2026/11/');
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: /\.csv/ }).nth(2).click();
    await page.getByRole('tabpanel').getByText('text/csv').waitFor();
    await shoot(stave, 'browser');
    await page.keyboard.press('ControlOrMeta+l');
    await page.keyboard.type(`s3://${DEMO_BUCKET}/readme.md`);
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: words.versions }).click();
    await page.getByRole('list', { name: words.versions }).getByRole('listitem').nth(3).waitFor();
    await shoot(stave, 'versions');
    await page.getByRole('button', { name: words.settings }).click();
    await page.getByText(words.isPrivate, { exact: true }).waitFor();
    await shoot(stave, 'settings');
    await page.getByRole('button', { name: words.lifecycle }).click();
    for (const rule of words.rules) {
      await page.getByRole('button', { name: words.addRule }).click();
      await page.getByRole('menuitem', { name: rule }).click();
    }
    await page.getByRole('button', { name: words.forecast, exact: true }).click();
    await page.getByRole('table').waitFor();
    await page.getByRole('table').scrollIntoViewIfNeeded();
    await shoot(stave, 'lifecycle');
    await page.getByRole('button', { name: words.revert }).click();
    await page.getByRole('button', { name: words.back }).click();
    await page.getByRole('row', { name: /readme\.md/ }).waitFor();
    await watchOrders(stave, folder, words);
    await shoot(stave, 'watch');
    await page.getByRole('treegrid').getByRole('row', { name: DEMO_BUCKET, exact: true }).click();
    await page.getByRole('row', { name: /readme\.md/ }).waitFor();
    // Last, as it is still running when the window is closed: the next one finds no such object.
    await uploadAt(stave, await bigFile(folder));
    await page
      .getByRole('listitem', { name: /orders-big/ })
      .getByText(/s$|с$/)
      .first()
      .waitFor();
    await shoot(stave, 'transfers');
  } finally {
    await stave.close();
    rmSync(folder, { recursive: true });
  }
}

async function takeAll(folder: string, looks: Look[], nameOf: (look: Look, view: string) => string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const look of looks) {
    await takeViews(look, async (stave, view) => {
      const path = join(folder, `${nameOf(look, view)}.png`);
      await stave.page.screenshot({ path });
      console.log(path);
    });
  }
}

const SMALL = { width: 1280, height: 800 };
const LARGE = { width: 1600, height: 1000 };

await main(async () => {
  if (process.platform === 'linux') await ensureSystemPackages(fontsNeed);
  const runtime = await electronRuntime();
  const display = await openDisplay();
  const server = await startOneServer();
  await Promise.all([build(), fillSampleBuckets(server)]);
  Object.assign(process.env, display.env, serverEnvironment(server), { STAVE_ELECTRON: runtime.executable });
  const schemes = ['light', 'dark'] as const;
  const everywhere = process.env.STAVE_SCREENSHOTS;
  if (everywhere) {
    const looks = schemes.flatMap((colorScheme) =>
      (['en', 'ru'] as const).flatMap((language) => [SMALL, LARGE].map((size) => ({ colorScheme, language, size }))),
    );
    await takeAll(everywhere, looks, (look, view) => `${view}-${look.colorScheme}-${look.language}-${look.size.width}`);
  } else {
    const looks = schemes.map((colorScheme) => ({ colorScheme, language: 'en' as const, size: SMALL }));
    await takeAll(join(projectDir, 'docs/images'), looks, (look, view) => `${view}-${look.colorScheme}`);
  }
  await server.stop();
  await display.stop();
  return 0;
});
