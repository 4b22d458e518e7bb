import { execFile } from 'node:child_process';
import { chmod, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWatchFixture, type WatchFixture } from '../../testing/watchedFolder.ts';
import type { ChangeEvents, StartSource } from './changeSource.ts';
import { isOnNetwork } from './networkDrive.ts';

const sh = promisify(execFile);
const NFS = 0x6969;
const EXT4 = 0xef53;

let t: WatchFixture;
beforeEach(async () => {
  t = await createWatchFixture();
});
afterEach(() => t.remove());

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 4_000, interval: 10 });
const isTold = (...lines: string[]) => until(() => expect(t.told).toEqual(lines));

/** A source that tells only what the test has it tell. `started` is how often it was begun, `closed` how often ended. */
function quietSource() {
  const state: { started: number; closed: number; events: ChangeEvents | null } = {
    started: 0,
    closed: 0,
    events: null,
  };
  const source: StartSource = (_folder, _options, events) => {
    state.started += 1;
    state.events = events;
    return {
      async close() {
        state.closed += 1;
        state.events = null;
      },
    };
  };
  return { state, source };
}

function systemError(code: string) {
  return Object.assign(new Error(`${code}: made up`), { code });
}

async function mountDisk(path: string) {
  await sh('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path]).catch((error: unknown) => {
    throw new Error('this test needs the right to mount a small disk: run it as root, on Linux', { cause: error });
  });
}

test('a drive that is unmounted: its files are not gone, the empty folder below it is not it, and it goes on when it is back', async () => {
  const drive = t.folder.at('drive');
  await mkdir(drive);
  await mountDisk(drive);
  let isMounted = true;
  try {
    await t.write('drive/a.csv');
    const watched = await t.watch({ folder: drive });
    await t.clock.advance(5_100);
    await isTold('found a.csv', 'still a.csv');
    t.take();

    await sh('umount', ['-l', drive]);
    isMounted = false;
    await t.write('drive/not-on-the-drive.csv');
    await t.clock.advance(5_100);
    await isTold('lost folder-gone');
    await watched.rescan();
    await t.clock.advance(60_000);
    await watched.rescan();
    expect(t.told).toEqual(['lost folder-gone']);

    await mountDisk(drive);
    isMounted = true;
    await t.write('drive/b.csv');
    await t.clock.advance(5_100);
    await isTold('lost folder-gone', 'lost no more', 'found b.csv');
    await watched.rescan();
    await t.clock.advance(5_100);
    await until(() => expect(t.told).toContain('still b.csv'));
    expect(t.told.filter((line) => line.startsWith('gone'))).toEqual([]);
  } finally {
    if (isMounted) await sh('umount', ['-l', drive]);
  }
});

test('a folder that is deleted, and made again', async () => {
  const folder = t.folder.at('in');
  await t.write('in/a.csv');
  const watched = await t.watch({ folder });
  await t.clock.advance(5_100);
  await isTold('found a.csv', 'still a.csv');
  t.take();
  await rm(folder, { recursive: true });
  await watched.rescan();
  await isTold('lost folder-gone');
  await t.write('in/b.csv');
  await t.clock.advance(5_100);
  await isTold('lost folder-gone', 'lost no more', 'found b.csv');
  await watched.rescan();
  await t.clock.advance(5_100);
  await isTold('lost folder-gone', 'lost no more', 'found b.csv', 'still b.csv');
});

test('a folder in the place of the watched one is another: that is told, and then it is watched', async () => {
  const folder = t.folder.at('in');
  await t.write('in/a.csv');
  await t.watch({ folder });
  t.take();
  await mkdir(t.folder.at('other'));
  await rename(folder, t.folder.at('away'));
  await rename(t.folder.at('other'), folder);
  await t.write('in/b.csv');
  await until(async () => {
    await t.clock.advance(1_000);
    expect(t.told).toContain('found b.csv');
  });
  await isTold('lost folder-gone', 'lost no more', 'found b.csv');
});

test('a folder that is not there at the start is waited for; one behind a link is watched', async () => {
  await t.watch({ folder: t.folder.at('later') }, { source: quietSource().source });
  await isTold('lost folder-gone');
  await t.write('real/a.csv');
  await symlink(t.folder.at('real'), t.folder.at('later'));
  await t.clock.advance(5_100);
  await isTold('lost folder-gone', 'lost no more', 'found a.csv');
  await t.watch({ folder: t.folder.at('later') });
  t.take();
  await t.write('real/b.csv');
  await isTold('found b.csv');
});

/** Does it as a user who is nobody: root may read everything. */
async function asNobody(work: () => Promise<void>) {
  const me = process.geteuid?.();
  await chmod(t.folder.path, 0o755);
  if (me === 0) process.seteuid?.('nobody');
  try {
    await work();
  } finally {
    if (me === 0) process.seteuid?.(me);
  }
}

test('a folder inside that may not be read is told once, the others go on, and its files are not gone', async () => {
  await t.write('open/a.csv');
  await t.write('closed/b.csv');
  const watched = await t.watch();
  await t.clock.advance(5_100);
  await watched.rescan();
  t.take();
  await chmod(t.folder.at('closed'), 0o000);
  await t.write('open/c.csv');
  await asNobody(async () => {
    await watched.rescan();
    await watched.rescan();
    await t.clock.advance(3_000);
    await watched.rescan();
    expect(t.take().sort()).toEqual(['found open/c.csv', 'problem closed local-denied']);
    watched.lookAgain('closed');
    await watched.rescan();
  });
  expect(t.take()).toEqual(['problem closed local-denied']);
  await chmod(t.folder.at('closed'), 0o755);
  await t.write('closed/d.csv');
  await watched.rescan();
  expect(t.told.sort()).toEqual(['found closed/d.csv', 'gone closed']);
});

test('a watched folder that may not be read is lost, and comes back', async () => {
  const folder = t.folder.at('in');
  await t.write('in/a.csv');
  const watched = await t.watch({ folder });
  t.take();
  await chmod(folder, 0o000);
  await asNobody(() => watched.rescan());
  await isTold('lost local-denied');
  await chmod(folder, 0o755);
  await watched.rescan();
  await isTold('lost local-denied', 'lost no more', 'found a.csv');
});

test.each(['ENOSPC', 'EMFILE'])(
  'no more folders can be watched (%s): it looks through the folder again and again',
  async (code) => {
    const { state, source } = quietSource();
    const watched = await t.watch({}, { source });
    state.events?.error(systemError(code));
    state.events?.error(systemError(code));
    await isTold('polling limit');
    expect(state).toMatchObject({ started: 1, closed: 1 });
    await watched.rescan();
    await t.write('a.csv');
    await t.clock.advance(5_100);
    await isTold('polling limit', 'found a.csv');
    await watched.rescan();
    await t.clock.advance(5_100);
    await until(() => expect(t.told).toContain('still a.csv'));
    t.take();
    await watched.rescan();
    // Between two looks it was moved: it is not gone for a moment.
    await mkdir(t.folder.at('sub'));
    await rename(t.folder.at('a.csv'), t.folder.at('sub/b.csv'));
    await t.clock.advance(5_100);
    await isTold('moved a.csv sub/b.csv', 'still sub/b.csv');
    await watched.rescan();
    await rm(t.folder.at('sub/b.csv'));
    await t.clock.advance(5_100);
    await watched.rescan();
    await t.clock.advance(5_100);
    await until(() => expect(t.told).toContain('gone sub/b.csv'));
    expect(state.started).toBe(1);
  },
);

test('a network drive is looked through from the start, and no change is waited for', async () => {
  const { state, source } = quietSource();
  const watched = await t.watch({}, { source, fileSystem: async () => NFS });
  await isTold('polling network');
  await t.write('a.csv');
  await t.clock.advance(5_100);
  await isTold('polling network', 'found a.csv');
  await watched.rescan();
  await t.clock.advance(5_100);
  await isTold('polling network', 'found a.csv', 'still a.csv');
  expect(state.started).toBe(0);
});

test('file systems of other computers are known by their type', async () => {
  const on = (type: number) => isOnNetwork('/x', async () => type);
  expect(await Promise.all([NFS, 0xff534d42, 0xff534d42 | 0, 0x65735546].map(on))).toEqual([true, true, true, true]);
  expect(await on(EXT4)).toBe(false);
  expect(await isOnNetwork(t.folder.path)).toBe(false);
});

test('a source that fails begins anew, and what was missed is found', async () => {
  const { state, source } = quietSource();
  await t.watch({}, { source });
  await t.write('told.csv');
  state.events?.changed(t.folder.at('told.csv'), 'entry');
  await isTold('found told.csv');
  await t.write('missed.csv');
  state.events?.error(systemError('EACCES'));
  expect(state.closed).toBe(0);
  state.events?.error(systemError('EIO'));
  await isTold('found told.csv', 'found missed.csv');
  expect(state).toMatchObject({ started: 1, closed: 1 });
  await t.clock.advance(5_100);
  await until(() => expect(state.started).toBe(2));
  await t.write('later.csv');
  state.events?.ready();
  await until(() => expect(t.told).toContain('found later.csv'));
  await t.write('last.csv');
  state.events?.changed(t.folder.at('last.csv'), 'entry');
  await until(() => expect(t.told).toContain('found last.csv'));
});

test('a new folder that the source does not watch makes it begin anew', async () => {
  const { state, source } = quietSource();
  const watched = await t.watch({}, { source });
  state.events?.ready();
  await watched.rescan();
  await t.write('sub/a.csv');
  state.events?.changed(t.folder.at('sub'), 'entry');
  await isTold('found sub/a.csv');
  await t.clock.advance(3_100);
  await until(() => expect(state.closed).toBe(1));
  await watched.rescan();
  await t.clock.advance(5_100);
  await until(() => expect(state.started).toBe(2));
});

test('what was never told is found by the look through all after an hour, a quarter more or less', async () => {
  const { source } = quietSource();
  const watched = await t.watch({}, { source, random: () => 0 });
  await t.write('a.csv');
  await t.clock.advance(2_600_000);
  expect(t.told).toEqual([]);
  await t.clock.advance(200_000);
  await isTold('found a.csv');
  await watched.close();
});

test('a listener that throws does not stop the others, and is told again what it did not take', async () => {
  await t.write('a.csv');
  await t.write('b.csv');
  await t.watch();
  let isFull = true;
  const full = (file: string) => {
    if (isFull && file === 'a.csv') throw new Error('no room');
  };
  const { stills } = t;
  const taken = { set: stills.set.bind(stills), delete: stills.delete.bind(stills) };
  stills.set = (file, found) => {
    full(file);
    return taken.set(file, found);
  };
  stills.delete = (file) => {
    full(file);
    return taken.delete(file);
  };
  await t.pass(5_100);
  expect([...stills.keys()]).toEqual(['b.csv']);
  expect(t.logger.lines.join()).toContain('no room');
  isFull = false;
  await t.pass(5_100);
  expect([...stills.keys()].sort()).toEqual(['a.csv', 'b.csv']);
  isFull = true;
  await rm(t.folder.at('a.csv'));
  await rm(t.folder.at('b.csv'));
  await t.pass(2_100);
  expect([...stills.keys()]).toEqual(['a.csv']);
  isFull = false;
  await t.pass(2_100);
  expect([...stills.keys()]).toEqual([]);
});
