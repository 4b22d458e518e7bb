import { appendFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createWatchFixture, type WatchFixture } from '../../testing/watchedFolder.ts';

const PATHS = ['a.csv', 'b.csv', 'x/a.csv', 'x/b.csv', 'x/y/a.csv', 'z/a.csv'] as const;
const FOLDERS = ['x', 'x/y', 'z', 'w'] as const;

type Step =
  | { do: 'write' | 'append' | 'remove'; at: string }
  | { do: 'rename' | 'renameFolder'; at: string; to: string }
  | { do: 'removeFolder'; at: string }
  | { do: 'pass'; ms: number };

const path = fc.constantFrom(...PATHS);
const folder = fc.constantFrom(...FOLDERS);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), at: path }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('append' as const), at: path }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), at: path }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('rename' as const), at: path, to: path }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('renameFolder' as const), at: folder, to: folder }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('removeFolder' as const), at: folder }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(100, 1_000, 6_000) }) },
);

/** Does it if it can be done just now. */
async function take(t: WatchFixture, it: Step): Promise<void> {
  const { at } = t.folder;
  const unlessMissing = (work: Promise<unknown>) => work.catch(() => {});
  switch (it.do) {
    case 'write':
      await mkdir(dirname(at(it.at)), { recursive: true });
      return writeFile(at(it.at), 'written');
    case 'append':
      await unlessMissing(stat(at(it.at)).then(() => appendFile(at(it.at), '+')));
      return;
    case 'remove':
      return rm(at(it.at), { force: true });
    case 'rename':
    case 'renameFolder':
      await unlessMissing(rename(at(it.at), at(it.to)));
      return;
    case 'removeFolder':
      return rm(at(it.at), { recursive: true, force: true });
    case 'pass':
      return t.clock.advance(it.ms);
  }
}

async function onDisk(t: WatchFixture) {
  const entries = await readdir(t.folder.path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = files.map(async (file): Promise<[string, string]> => {
    const { size, mtimeNs, ino } = await stat(file, { bigint: true });
    return [file.slice(t.folder.path.length + 1), `${size} ${mtimeNs} ${ino}`];
  });
  return new Map((await Promise.all(found)).sort());
}

function asTold(t: WatchFixture) {
  const all = [...t.stills.values()].map(({ file, identity }): [string, string] => [
    file,
    `${identity.size} ${identity.mtimeNs} ${identity.ino}`,
  ]);
  return new Map(all.sort());
}

test('whatever is done to files and folders, in the end those on the disk are told as still, as they are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const t = await createWatchFixture();
      try {
        await t.watch();
        for (const it of steps) await take(t, it);
        const there = await onDisk(t);
        await vi.waitFor(
          async () => {
            await t.clock.advance(1_000);
            expect(asTold(t)).toEqual(there);
          },
          { timeout: 4_000, interval: 5 },
        );
      } finally {
        await t.remove();
      }
    }),
    { numRuns: process.env.STAVE_FULL_LENGTH === '1' ? 1_000 : 40 },
  );
}, 600_000);
