import { utimes, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestFolder, type TestFolder } from '../../testing/localFiles.ts';
import { createMemoryLogger } from '../../testing/memoryLogger.ts';
import { watchRule } from '../../testing/watchLogFixture.ts';
import { systemClock } from '../../transfers/systemClock.ts';
import { createWatching } from './watching.ts';

let folder: TestFolder;
beforeEach(async () => {
  folder = await createTestFolder();
});
afterEach(() => folder.remove());

test('a clock that is set back by a day delays no file', async () => {
  let back = 0;
  const still: string[] = [];
  let wake = () => {};
  const watching = createWatching({
    events: {
      found() {
        back = 86_400_000;
      },
      still({ file }) {
        still.push(file);
        wake();
      },
      moved() {},
      gone() {},
      problem() {},
    },
    clock: { ...systemClock, now: () => Date.now() - back },
    logger: createMemoryLogger(),
    profile: folder.at('profile'),
    quiet: () => 50,
    onChange() {},
    onTrouble(error) {
      throw error;
    },
  });
  await writeFile(folder.at('a.csv'), 'x');
  await utimes(folder.at('a.csv'), 1, 1);
  watching.open(watchRule({ folder: folder.path }));
  await new Promise<void>((resolve) => {
    wake = resolve;
  });
  expect(still).toEqual(['a.csv']);
  await watching.close();
});
