import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTestFolder, type TestFolder } from '../../testing/localFiles.ts';
import { deferred } from '../../transfers/deferred.ts';
import type { ChangeSource } from './changeSource.ts';
import { chokidarSource } from './chokidarSource.ts';

let folder: TestFolder;
let source: ChangeSource | null;
let told: string[];
beforeEach(async () => {
  folder = await createTestFolder();
  source = null;
  told = [];
});
afterEach(async () => {
  await source?.close();
  await folder.remove();
});

const until = (check: () => void) => vi.waitFor(check, { timeout: 4_000, interval: 10 });

async function start(options: { subfolders?: boolean; leftOut?: string } = {}) {
  const isReady = deferred<void>();
  const below = (path: string) => path.slice(folder.path.length + 1);
  source = chokidarSource(
    folder.path,
    { subfolders: options.subfolders ?? true, isLeftOut: (path) => below(path) === options.leftOut },
    {
      changed: (path, what) => void told.push(`${what} ${below(path)}`),
      watched: (path) => void told.push(`watched ${below(path)}`),
      ready: () => isReady.resolve(),
      error: (error) => void told.push(`error ${String(error)}`),
    },
  );
  await isReady.promise;
}

/** How many watches of the system this process holds. */
async function inotifyWatches(): Promise<number> {
  let count = 0;
  for (const name of await readdir('/proc/self/fdinfo')) {
    // Some are closed meanwhile.
    const info = await readFile(`/proc/self/fdinfo/${name}`, 'utf8').catch(() => '');
    count += info.match(/^inotify /gm)?.length ?? 0;
  }
  return count;
}

test('one watch for each folder, none for a file, none for what is left out; all are given back', async () => {
  for (let i = 0; i < 20; i += 1) for (let j = 0; j < 20; j += 1) await folder.write(`d${i}/f${j}`, 1);
  await folder.write('archive/deep/f', 1);
  const before = await inotifyWatches();
  await start({ leftOut: 'archive' });
  expect((await inotifyWatches()) - before).toBe(21);
  expect(told.filter((line) => line.startsWith('watched'))).toHaveLength(21);
  await source?.close();
  await expect.poll(inotifyWatches).toBe(before);
});

test('it tells of what happens to files, and from when on a new folder is watched', async () => {
  await folder.write('sub/a', 1);
  await start();
  told.length = 0;
  await folder.write('sub/b', 1);
  await until(() => expect(told).toContain('entry sub/b'));
  const file = await open(folder.at('sub/a'), 'a');
  await file.write('more');
  await file.close();
  await until(() => expect(told).toContain('content sub/a'));
  await rename(folder.at('sub/a'), folder.at('c'));
  await until(() => expect(told).toEqual(expect.arrayContaining(['entry sub/a', 'entry c'])));
  await mkdir(folder.at('x/y'), { recursive: true });
  await until(() => expect(told).toEqual(expect.arrayContaining(['entry x', 'watched x', 'watched x/y'])));
  told.length = 0;
  await rename(folder.at('x'), folder.at('z'));
  await until(() => expect(told).toEqual(expect.arrayContaining(['entry x', 'entry z', 'watched z', 'watched z/y'])));
  await folder.write('z/y/new', 1);
  await until(() => expect(told).toContain('entry z/y/new'));
  expect(told.filter((line) => line.startsWith('error'))).toEqual([]);
  told.length = 0;
  await rm(folder.at('z'), { recursive: true });
  await until(() => expect(told).toContain('entry z'));
  expect(told.filter((line) => line.startsWith('error'))).toEqual([]);
});

test('without subfolders only the folder itself is watched', async () => {
  await folder.write('sub/a', 1);
  await start({ subfolders: false });
  expect(told).toEqual(['watched ']);
});
