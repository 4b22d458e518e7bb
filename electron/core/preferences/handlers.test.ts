import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemoryLogger } from '../testing/memoryLogger.ts';
import { createPreferenceHandlers } from './handlers.ts';
import { createPreferences } from './preferences.ts';

const context = { signal: new AbortController().signal };

let folder: string;
let file: string;
let applied: unknown[] = [];
let limits: (number | null)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stave-preferences-'));
  file = join(folder, 'preferences.json');
  applied = [];
  limits = [];
});
afterEach(() => rm(folder, { recursive: true }));

const start = () =>
  createPreferenceHandlers({
    preferences: createPreferences({ file, systemLanguage: 'ru', logger: createMemoryLogger() }),
    desktop: {
      applyAppearance: ({ language, theme }) => applied.push({ language, theme }),
      setKeepInTray: (isOn) => applied.push({ keepInTray: isOn }),
      async setStartAtLogin(isOn) {
        if (isOn) throw new Error('no permission');
      },
    },
    transfers: { apply: async (settings) => void limits.push(settings.bandwidth) },
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

test('a bandwidth limit reaches the transfers that run', async () => {
  const handlers = start();
  await handlers['preferences.set']({ bandwidthLimit: 1_000_000 }, context);
  await handlers['preferences.set']({ theme: 'dark' }, context);
  await handlers['preferences.set']({ bandwidthLimit: null }, context);
  expect(limits).toEqual([1_000_000, null]);
});

test('of a former release keep what they say, and begin where they say nothing', async () => {
  await writeFile(file, '{"language":"en","theme":"dark","dockHeight":300}');
  expect(await start()['preferences.get']({}, context)).toMatchObject({
    language: 'en',
    dockHeight: 300,
    conflicts: 'ask',
    interrupted: 'resume',
  });
});

test('that closing the window hides it reaches the system; what it refuses is not kept', async () => {
  const handlers = start();
  await handlers['preferences.set']({ keepInTray: false }, context);
  expect(applied).toEqual([{ keepInTray: false }]);
  await expect(handlers['preferences.set']({ startAtLogin: true }, context)).rejects.toThrow('no permission');
  expect(await handlers['preferences.get']({}, context)).toMatchObject({ keepInTray: false, startAtLogin: false });
});
