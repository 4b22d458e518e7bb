import { mkdir, rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPathGrants } from '../pathGrants.ts';
import { handClock } from '../testing/handClock.ts';
import { createTestFolder, type TestFolder } from '../testing/localFiles.ts';
import { createMemoryLogger } from '../testing/memoryLogger.ts';
import { noData } from '../testing/noData.ts';
import { createWatchService } from './watchService.ts';

let folder: TestFolder;
beforeEach(async () => {
  folder = await createTestFolder();
});
afterEach(() => folder.remove());

const nothing = async () => {};

test('what cannot be opened at the start is tried again, with nobody asking, and told once', async () => {
  const clock = handClock();
  const logger = createMemoryLogger();
  let opened = 0;
  const service = createWatchService({
    profile: folder.path,
    engine: {
      submitFiles: nothing,
      filesReport: async () => null,
      clear: nothing,
      cancel: nothing,
      async snapshot() {
        opened += 1;
        return { seq: 0, jobs: [] };
      },
    },
    data: noData,
    stores: { storeOf: () => Promise.reject(new Error('there is no store here')) },
    connections: { list: async () => [] },
    grants: createPathGrants(),
    clock,
    logger,
    emit() {},
  });
  // A folder where the file should be.
  await mkdir(folder.at('watch.db'));
  service.start();
  await clock.advance(1000);
  // It sleeps again when it has failed.
  await clock.sleepers(1);
  await clock.advance(30_000);
  await clock.sleepers(1);
  expect(opened).toBe(0);
  expect(logger.lines.filter((line) => line.includes('could not begin'))).toHaveLength(1);
  await rm(folder.at('watch.db'), { recursive: true });
  await clock.advance(30_000);
  await expect.poll(() => opened).toBe(1);
  await service.close();
});
