import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemoryLogger } from '../testing/memoryLogger.ts';
import { createPreferenceHandlers } from './handlers.ts';

const context = { signal: new AbortController().signal };

let folder: string;
let applied: unknown[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stave-preferences-'));
  applied = [];
});
afterEach(() => rm(folder, { recursive: true }));

const start = () =>
  createPreferenceHandlers({
    file: join(folder, 'preferences.json'),
    desktop: { applyAppearance: ({ language, theme }) => applied.push({ language, theme }) },
    systemLanguage: 'ru',
    logger: createMemoryLogger(),
  });

test('begin in the language of the system', async () => {
  expect(await start()['preferences.get']({}, context)).toMatchObject({ language: 'ru', theme: 'system' });
});

test('change field by field, and are there the next time', async () => {
  await start()['preferences.set']({ sidebarWidth: 300 }, context);
  await start()['preferences.set']({ theme: 'dark' }, context);
  expect(await start()['preferences.get']({}, context)).toMatchObject({
    language: 'ru',
    theme: 'dark',
    sidebarWidth: 300,
  });
});

test('are applied when they are of the appearance, and only then', async () => {
  const handlers = start();
  await handlers['preferences.set']({ dockOpen: false }, context);
  expect(applied).toEqual([]);
  await handlers['preferences.set']({ language: 'en' }, context);
  expect(applied).toEqual([{ language: 'en', theme: 'system' }]);
});
