import { utimes } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AUTO_READING } from '../../../shared/watch/data.ts';
import { createTestFolder, type TestFolder } from '../testing/localFiles.ts';
import { watchRule } from '../testing/watchLogFixture.ts';
import { systemClock } from '../transfers/systemClock.ts';
import { previewOf } from './example.ts';

let folder: TestFolder;
beforeEach(async () => {
  folder = await createTestFolder();
});
afterEach(() => folder.remove());

test('the newest file that is data is shown, not the newest of all', async () => {
  for (const [name, at] of Object.entries({ 'old.csv': 1, 'new.csv': 2, 'note.txt': 3 })) {
    await folder.write(name, 10);
    await utimes(folder.at(name), at, at);
  }
  const asked: string[] = [];
  const data = {
    async preview(path: string) {
      asked.push(path);
      return path.endsWith('.csv') ? { columns: [] } : null;
    },
    // Only this is asked of it here.
  } as unknown as Parameters<typeof previewOf>[2]['data'];
  const selection = { reading: AUTO_READING, filter: { kind: 'all-rows' }, columns: null, output: 'same' } as const;
  const rule = watchRule({ folder: folder.path, data: { selection, others: 'upload' } });
  const deps = { data, clock: systemClock, profile: folder.at('profile') };
  const shown = await previewOf(rule, null, deps, new AbortController().signal);
  expect(shown?.file).toBe('new.csv');
  expect(asked).toEqual([folder.at('note.txt'), folder.at('new.csv')]);
});
