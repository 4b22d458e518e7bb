import { chmod, link, mkdir, open, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWatchFixture, type WatchFixture } from '../../testing/watchedFolder.ts';
import { systemClock } from '../../transfers/systemClock.ts';
import { quietFor } from './quiet.ts';

let t: WatchFixture;
beforeEach(async () => {
  t = await createWatchFixture();
});
afterEach(() => t.remove());

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 4_000, interval: 10 });
const isTold = (...lines: string[]) => until(() => expect(t.told).toEqual(lines));

test('a file has to be left alone for five seconds, a large one longer, a minute at most', () => {
  expect([0, 100e6, 1e9, 1e12].map(quietFor)).toEqual([5_000, 6_000, 15_000, 60_000]);
});

test('what is there at the start is told, and is still five seconds later, and not before', async () => {
  await t.write('old.csv');
  await t.write('sub/deep/other.csv');
  await t.watch();
  expect(t.take().sort()).toEqual(['found old.csv', 'found sub/deep/other.csv']);
  await t.pass(4_900);
  expect(t.told).toEqual([]);
  await t.pass(200);
  await until(() => expect([...t.told].sort()).toEqual(['still old.csv', 'still sub/deep/other.csv']));
  const { size, mtimeNs, ino, dev } = await stat(t.folder.at('old.csv'), { bigint: true });
  expect(t.stills.get('old.csv')).toEqual({
    file: 'old.csv',
    path: t.folder.at('old.csv'),
    identity: { size: Number(size), mtimeNs: String(mtimeNs), ino: String(ino), dev: String(dev) },
  });
});

test('a new file is told by itself, also in a folder made for it', async () => {
  await t.watch();
  await t.write('a.csv');
  await isTold('found a.csv');
  await t.write('x/y/z/b.csv');
  await isTold('found a.csv', 'found x/y/z/b.csv');
  await t.pass(6_000);
  await until(() => expect([...t.stills.keys()].sort()).toEqual(['a.csv', 'x/y/z/b.csv']));
});

test('a writer that pauses for three seconds is not cut in two', async () => {
  const watched = await t.watch();
  await t.write('slow.csv', 'begun\n');
  await isTold('found slow.csv');
  for (let pause = 0; pause < 6; pause += 1) {
    await t.pass(3_000);
    await watched.rescan();
    await t.append('slow.csv', 'more\n');
  }
  expect(t.told).toEqual(['found slow.csv']);
  await t.pass(5_100);
  await isTold('found slow.csv', 'still slow.csv');
  expect(t.stills.get('slow.csv')?.identity.size).toBe(6 + 6 * 5);
});

test('in real time too: pauses shorter than the quiet it takes', async () => {
  await t.watch({}, { clock: systemClock, quiet: () => 400 });
  const writer = await open(t.folder.at('slow.csv'), 'w');
  for (let part = 0; part < 8; part += 1) {
    await writer.write('part\n');
    // The writer's pace, not a wait for anything.
    await systemClock.sleep(120);
  }
  await writer.close();
  await isTold('found slow.csv', 'still slow.csv');
  expect(t.stills.get('slow.csv')?.identity.size).toBe(40);
});

test('a file of full size from the start is written to as long as its time changes', async () => {
  const watched = await t.watch();
  await t.write('full.bin', 'x'.repeat(100));
  await isTold('found full.bin');
  const file = await open(t.folder.at('full.bin'), 'r+');
  for (let part = 0; part < 3; part += 1) {
    await t.pass(4_000);
    await file.write('y', part);
    await watched.rescan();
  }
  await file.close();
  expect(t.told).toEqual(['found full.bin']);
  await t.pass(5_100);
  await isTold('found full.bin', 'still full.bin');
});

test('a still file that is written to is found and still again; one whose rights change is not', async () => {
  await t.watch();
  await t.write('a.csv');
  await isTold('found a.csv');
  await t.pass(5_100);
  await isTold('found a.csv', 'still a.csv');
  t.take();
  await chmod(t.folder.at('a.csv'), 0o600);
  await t.pass(10_000);
  expect(t.told).toEqual([]);
  await t.append('a.csv', 'more');
  await isTold('found a.csv');
  await t.pass(5_100);
  await isTold('found a.csv', 'still a.csv');
});

test('a file that another program holds open is not still', async () => {
  let isHeld = true;
  await t.watch({}, { isHeldOpen: async () => isHeld });
  await t.write('a.csv');
  await isTold('found a.csv');
  await t.pass(6_000);
  expect(t.told).toEqual(['found a.csv']);
  isHeld = false;
  await t.pass(6_000);
  await isTold('found a.csv', 'still a.csv');
});

test('a file is told again when that is asked for: at once when it has not changed, else when it is still', async () => {
  const watched = await t.watch();
  await t.write('a.csv');
  await isTold('found a.csv');
  await t.pass(5_100);
  await isTold('found a.csv', 'still a.csv');
  watched.lookAgain('a.csv');
  await isTold('found a.csv', 'still a.csv', 'still a.csv');
  t.take();
  await t.append('a.csv', 'more');
  watched.lookAgain('a.csv');
  await watched.rescan();
  expect(t.told).not.toContain('still a.csv');
  await t.pass(5_100);
  await until(() => expect(t.told).toContain('still a.csv'));
  expect(t.stills.get('a.csv')?.identity.size).toBe(9);
});

test('an atomic save is a change of that file', async () => {
  await t.write('a.csv');
  await t.watch();
  await t.pass(5_100);
  t.take();
  await t.write('a.csv.tmp', 'saved anew');
  await rename(t.folder.at('a.csv.tmp'), t.folder.at('a.csv'));
  await isTold('found a.csv');
  await t.pass(5_100);
  await isTold('found a.csv', 'still a.csv');
  expect(t.stills.get('a.csv')?.identity.size).toBe('saved anew'.length);
});

test('a finished download counts under its last name', async () => {
  await t.watch();
  await t.write('film.mkv.crdownload');
  await rename(t.folder.at('film.mkv.crdownload'), t.folder.at('film.mkv'));
  await isTold('found film.mkv');
});

test('deleted and made again at once is a change; deleted for good is gone two seconds later', async () => {
  await t.write('a.csv', 'old');
  const watched = await t.watch();
  await t.pass(5_100);
  t.take();
  await rm(t.folder.at('a.csv'));
  await t.pass(1_500);
  await t.write('a.csv', 'new one');
  await isTold('found a.csv');
  await t.pass(5_100);
  await isTold('found a.csv', 'still a.csv');
  t.take();
  await rm(t.folder.at('a.csv'));
  await watched.rescan();
  expect(t.told).toEqual([]);
  await t.pass(2_100);
  await isTold('gone a.csv');
});

test('a new name is a move: of a still file, which is still under it, and of one that waits, which waits anew', async () => {
  await t.write('still.csv');
  await t.watch();
  await t.pass(5_100);
  await t.write('waiting.csv');
  await until(() => expect(t.told).toContain('found waiting.csv'));
  t.take();
  await t.pass(3_000);
  await rename(t.folder.at('still.csv'), t.folder.at('renamed.csv'));
  await isTold('moved still.csv renamed.csv', 'still renamed.csv');
  await rename(t.folder.at('waiting.csv'), t.folder.at('waited.csv'));
  await until(() => expect(t.told).toContain('moved waiting.csv waited.csv'));
  t.take();
  await t.pass(4_900);
  expect(t.told).toEqual([]);
  await t.pass(200);
  await isTold('still waited.csv');
  expect(t.stills.get('waited.csv')?.path).toBe(t.folder.at('waited.csv'));
});

test('a folder that gets another name moves all its files, and is watched under it', async () => {
  await t.write('in/deep/a.csv');
  await t.write('in/b.csv');
  await t.watch();
  await t.pass(5_100);
  t.take();
  await rename(t.folder.at('in'), t.folder.at('out'));
  await until(() => expect(t.told.filter((line) => line.startsWith('moved'))).toHaveLength(2));
  expect(t.take().sort()).toEqual([
    'moved in/b.csv out/b.csv',
    'moved in/deep/a.csv out/deep/a.csv',
    'still out/b.csv',
    'still out/deep/a.csv',
  ]);
  await t.pass(3_000);
  await t.write('out/deep/new.csv');
  await isTold('found out/deep/new.csv');
});

test('moves between folders, out of the folder, and into a folder that is shut', async () => {
  await mkdir(t.folder.at('archive'));
  await t.write('one/a.csv');
  await t.write('one/b.csv');
  await t.write('one/c.csv');
  await t.watch({ folder: t.folder.path, shut: [t.folder.at('archive')] });
  await t.pass(5_100);
  t.take();
  await mkdir(t.folder.at('two'));
  await rename(t.folder.at('one/a.csv'), t.folder.at('two/a.csv'));
  await rename(t.folder.at('one/b.csv'), t.folder.at('archive/b.csv'));
  await rename(t.folder.at('one/c.csv'), `${t.folder.path}-c.csv`);
  await isTold('moved one/a.csv two/a.csv', 'still two/a.csv');
  await t.pass(2_100);
  await until(() => expect(t.told.slice(2).sort()).toEqual(['gone one/b.csv', 'gone one/c.csv']));
  await rm(`${t.folder.path}-c.csv`);
});

test('a second name of a file is another file, and so is one that got the inode of a deleted one', async () => {
  await t.write('a.csv', 'one');
  await t.watch();
  t.take();
  await link(t.folder.at('a.csv'), t.folder.at('b.csv'));
  await isTold('found b.csv');
  await rm(t.folder.at('a.csv'));
  await rm(t.folder.at('b.csv'));
  await t.write('c.csv', 'three');
  await utimes(t.folder.at('c.csv'), 1, 1);
  await until(() => expect(t.told).toContain('found c.csv'));
  await t.pass(2_100);
  await until(() => expect([...t.told].sort()).toEqual(['found b.csv', 'found c.csv', 'gone a.csv', 'gone b.csv']));
});

test('a file that takes the name of another is its change', async () => {
  await t.write('a.csv', 'one');
  await t.write('b.csv', 'other');
  await t.watch();
  await t.pass(5_100);
  t.take();
  await rename(t.folder.at('a.csv'), t.folder.at('b.csv'));
  await isTold('found b.csv');
  await t.pass(5_100);
  await until(() => expect(t.told.slice(1).sort()).toEqual(['gone a.csv', 'still b.csv']));
});

test('a folder in the place of one that was moved away is watched as well', async () => {
  await t.write('day/a.csv');
  const watched = await t.watch();
  t.take();
  await rename(t.folder.at('day'), t.folder.at('yesterday'));
  await mkdir(t.folder.at('day'));
  await isTold('moved day/a.csv yesterday/a.csv');
  await watched.rescan();
  // Until the source has begun anew, which takes it a few seconds.
  await until(async () => {
    await t.pass(1_000);
    await t.write('day/b.csv', String(t.clock.now()));
    expect(t.told).toContain('found day/b.csv');
  });
});

test('links, pipes and temporary names are not told, and a loop of links does not hold it up', async () => {
  await symlink(t.folder.path, t.folder.at('loop'));
  await t.write('a.csv');
  await symlink(t.folder.at('a.csv'), t.folder.at('link.csv'));
  const watched = await t.watch();
  await symlink('/etc/hostname', t.folder.at('late.csv'));
  await t.write('~$a.docx');
  await t.write('b.part');
  await t.write('b.csv');
  await until(() => expect(t.told).toContain('found b.csv'));
  await watched.rescan();
  expect(t.told).toEqual(['found a.csv', 'found b.csv']);
});

test('only the files right inside, and only those that fit', async () => {
  const watched = await t.watch({ subfolders: false, include: ['*.csv'], exclude: ['old*'] });
  await t.write('a.csv');
  await t.write('old.csv');
  await t.write('a.txt');
  await t.write('sub/b.csv');
  await isTold('found a.csv');
  await watched.rescan();
  expect(t.told).toEqual(['found a.csv']);
});

test('a name that is not Unicode cannot be uploaded, and is told once until it is gone', async () => {
  const watched = await t.watch();
  const bytes = Buffer.concat([Buffer.from(`${t.folder.path}/bad-`), Buffer.from([0xff]), Buffer.from('.csv')]);
  await writeFile(bytes, 'x');
  await isTold('problem bad-\uFFFD.csv local-name-invalid');
  await watched.rescan();
  await rm(bytes);
  await isTold('problem bad-\uFFFD.csv local-name-invalid', 'gone bad-\uFFFD.csv');
});

test('closed, it tells nothing more', async () => {
  const watched = await t.watch();
  await t.write('a.csv');
  const closing = watched.close();
  t.take();
  await closing;
  await t.write('b.csv');
  await t.pass(4_000_000);
  expect(t.told).toEqual([]);
});
