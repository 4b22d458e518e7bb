import { execFile } from 'node:child_process';
import {
  appendFile,
  chmod,
  link,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestFolder, type TestFolder } from '../../testing/localFiles.ts';
import { lookAtFile } from '../../transfers/source.ts';
import { asidePath } from './claim.ts';
import { moveOverPlaceholder } from './moveApart.ts';
import { putAway, recoverPutAway } from './putAway.ts';

const sh = promisify(execFile);
const refused = (code: string) => expect.objectContaining({ data: expect.objectContaining({ code }) });
const id = 17;
const remove = { kind: 'delete' } as const;

let t: TestFolder;
beforeEach(async () => {
  t = await createTestFolder();
  await mkdir(t.at('in/a'), { recursive: true });
});
afterEach(() => t.remove());

const archive = () => ({ kind: 'archive', folder: t.at('archive') }) as const;
const text = (path: string) => readFile(t.at(path), 'utf8');

/** A file that was uploaded as it is now. */
async function uploaded(file: string, content = 'uploaded') {
  await writeFile(t.at(`in/${file}`), content);
  return { path: t.at(`in/${file}`), identity: await lookAtFile(t.at(`in/${file}`), file) };
}

test('leaves a file as it is', async () => {
  const source = await uploaded('orders.csv');
  expect(await putAway(source, { kind: 'leave' }, 'orders.csv', { id })).toEqual({ step: 'kept' });
  expect(await t.tree()).toEqual(['in/', 'in/a/', 'in/orders.csv']);
});

test('deletes a file, and finds it done when it is gone', async () => {
  const source = await uploaded('orders.csv');
  for (let time = 0; time < 2; time += 1) {
    expect(await putAway(source, remove, 'orders.csv', { id })).toEqual({ step: 'deleted' });
    expect(await t.tree()).toEqual(['in/', 'in/a/']);
  }
});

test('archives a file by its path, with its time; finds it there when asked again', async () => {
  await writeFile(t.at('in/a/orders.csv'), 'uploaded');
  await utimes(t.at('in/a/orders.csv'), 1e9, 1e9);
  const path = t.at('in/a/orders.csv');
  const source = { path, identity: await lookAtFile(path, 'a/orders.csv') };
  for (let time = 0; time < 2; time += 1) {
    const done = { step: 'archived', path: t.at('archive/a/orders.csv') };
    expect(await putAway(source, archive(), 'a/orders.csv', { id })).toEqual(done);
    expect(await t.tree()).toEqual(['archive/', 'archive/a/', 'archive/a/orders.csv', 'in/', 'in/a/']);
  }
  expect((await stat(t.at('archive/a/orders.csv'))).mtimeMs).toBe(1e12);
});

test('names that are taken in the archive are kept apart, folders from files too', async () => {
  await mkdir(t.at('archive/orders (2).csv'), { recursive: true });
  await writeFile(t.at('archive/orders.csv'), 'older');
  await writeFile(t.at('archive/a'), 'a file where a folder belongs');
  await symlink('nowhere', t.at('archive/link'));
  for (const [file, expected] of [
    ['orders.csv', 'orders (3).csv'],
    ['orders.csv', 'orders (4).csv'],
    ['a/b.csv', 'a (2)/b.csv'],
    ['a/c.csv', 'a (2)/c.csv'],
    ['link', 'link (2)'],
    [`${'ы'.repeat(125)}.csv`, `${'ы'.repeat(125)}.csv`],
    [`${'ы'.repeat(125)}.csv`, `${'ы'.repeat(123)} (2).csv`],
  ] as const) {
    const done = await putAway(await uploaded(file, `text of ${expected}`), archive(), file, { id });
    expect(done).toEqual({ step: 'archived', path: t.at(`archive/${expected}`) });
    expect(await text(`archive/${expected}`)).toBe(`text of ${expected}`);
  }
  expect(await text('archive/orders.csv')).toBe('older');
  expect(await text('archive/a')).toBe('a file where a folder belongs');
});

/** Puts something else at the name of the file. */
async function replaceBy(make: () => Promise<void>) {
  await rename(t.at('in/orders.csv'), t.at('x'));
  await make();
}

test.each([
  ['written to', () => appendFile(t.at('in/orders.csv'), 'more')],
  ['touched', () => utimes(t.at('in/orders.csv'), 1e9, 1e9)],
  ['replaced', () => replaceBy(() => writeFile(t.at('in/orders.csv'), 'uploaded'))],
  ['replaced by a link to itself', () => replaceBy(() => symlink(t.at('x'), t.at('in/orders.csv')))],
  ['replaced by a folder', () => replaceBy(() => mkdir(t.at('in/orders.csv')))],
])('a file that was %s is not touched', async (_, change) => {
  const source = await uploaded('orders.csv');
  await mkdir(t.at('archive'));
  await change();
  const before = await t.tree();
  for (const afterwards of [archive(), remove]) {
    await expect(putAway(source, afterwards, 'orders.csv', { id })).rejects.toEqual(refused('source-changed'));
    expect(await t.tree()).toEqual(before);
  }
});

test('a file that is gone and not in the archive is told as gone', async () => {
  const source = await uploaded('orders.csv');
  await rm(source.path);
  expect(await putAway(source, archive(), 'orders.csv', { id })).toEqual({ step: 'gone' });
  await mkdir(t.at('archive'), { recursive: true });
  await writeFile(t.at('archive/orders.csv'), 'another');
  expect(await putAway(source, archive(), 'orders.csv', { id })).toEqual({ step: 'gone' });
});

test('a file whose drive is away is not taken as gone', async () => {
  const { path, identity } = await uploaded('orders.csv');
  await rm(t.at('in'), { recursive: true });
  const source = { path, identity: { ...identity, dev: '1' } };
  await expect(putAway(source, remove, 'orders.csv', { id })).rejects.toEqual(refused('folder-gone'));
});

test('where the watched folder with the archive in it is away, it is not made anew', async () => {
  const source = await uploaded('orders.csv');
  await rm(t.at('in'), { recursive: true });
  const afterwards = { kind: 'archive', folder: t.at('in/archive') } as const;
  await expect(putAway(source, afterwards, 'orders.csv', { id })).rejects.toEqual(refused('local-not-found'));
  expect(await t.tree()).toEqual([]);
});

test('an archive that is a file', async () => {
  const source = await uploaded('orders.csv');
  await writeFile(t.at('archive'), '');
  await expect(putAway(source, archive(), 'orders.csv', { id })).rejects.toEqual(refused('name-taken'));
  expect(await t.tree()).toEqual(['archive', 'in/', 'in/a/', 'in/orders.csv']);
});

test('what an ended run has left aside is put away, or put back', async () => {
  const source = await uploaded('orders.csv');
  const aside = asidePath(source.path, id);
  const others = async () => (await t.tree()).filter((name) => name !== 'in/' && name !== 'in/a/');

  await rename(source.path, aside);
  await recoverPutAway(source, 'orders.csv', { id });
  expect(await others()).toEqual(['in/orders.csv']);

  await rename(source.path, aside);
  await writeFile(source.path, 'new');
  expect(await putAway(source, archive(), 'orders.csv', { id })).toMatchObject({ step: 'archived' });
  expect(await text('archive/orders.csv')).toBe('uploaded');
  expect(await text('in/orders.csv')).toBe('new');

  await rename(source.path, aside);
  const remounted = { path: source.path, identity: { ...(await lookAtFile(aside, 'orders.csv')), dev: '1' } };
  expect(await putAway(remounted, remove, 'orders.csv', { id })).toEqual({ step: 'deleted' });

  await writeFile(source.path, 'new');
  const next = { path: source.path, identity: await lookAtFile(source.path, 'orders.csv') };
  await rename(source.path, aside);
  await writeFile(source.path, 'newer');
  await recoverPutAway(next, 'orders.csv', { id });
  expect(await text('in/orders (2).csv')).toBe('new');
  expect(await text('in/orders.csv')).toBe('newer');

  await link(source.path, aside);
  const newer = { path: source.path, identity: await lookAtFile(source.path, 'orders.csv') };
  expect(await putAway(newer, remove, 'orders.csv', { id })).toEqual({ step: 'deleted' });
  expect(await others()).toEqual(['archive/', 'archive/orders.csv', 'in/orders (2).csv']);
});

test('what stands aside and is another file is put back beside the uploaded one', async () => {
  const source = await uploaded('orders.csv');
  await writeFile(asidePath(source.path, id), 'of another time');
  expect(await putAway(source, remove, 'orders.csv', { id })).toEqual({ step: 'deleted' });
  expect(await text('in/orders (2).csv')).toBe('of another time');
});

test('a name as long as can be', async () => {
  const file = `${'ы'.repeat(125)}.csvs`;
  expect(await putAway(await uploaded(file), remove, file, { id })).toEqual({ step: 'deleted' });
});

test('a thousand files, many at once', { timeout: 60_000 }, async () => {
  const files = Array.from({ length: 1000 }, (_, n) => `a/${n % 100}-${'x'.repeat(n % 7)}.csv`);
  let next = 0;
  async function work() {
    for (;;) {
      const n = next;
      next += 1;
      const file = files[n];
      if (file === undefined) return;
      // Ten names are the same within one folder of the archive.
      const path = t.at(`in/${n}`);
      await writeFile(path, file);
      const source = { path, identity: await lookAtFile(path, file) };
      await putAway(source, archive(), file, { id: n });
    }
  }
  await Promise.all(Array.from({ length: 8 }, work));
  const tree = (await t.tree()).filter((name) => !name.endsWith('/'));
  expect(tree).toHaveLength(1000);
  expect(tree.every((name) => name.startsWith('archive/a/'))).toBe(true);
});

test('where there are no hard links a placeholder keeps others away', async () => {
  await writeFile(t.at('from'), 'mine');
  await writeFile(t.at('taken'), 'theirs');
  expect(await moveOverPlaceholder(t.at('from'), t.at('taken'))).toBe(false);
  expect(await text('taken')).toBe('theirs');
  expect(await moveOverPlaceholder(t.at('from'), t.at('free'))).toBe(true);
  expect(await text('free')).toBe('mine');
  await expect(moveOverPlaceholder(t.at('from'), t.at('other'))).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await t.tree()).toEqual(['free', 'in/', 'in/a/', 'taken']);
});

/** A disk of so many bytes at `archive`, for the time of the work. */
async function onSmallDisk(bytes: number, work: () => Promise<void>) {
  await mkdir(t.at('archive'));
  await sh('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', t.at('archive')]).catch((error: unknown) => {
    throw new Error('this test needs the right to mount a small disk: run it as root, on Linux', { cause: error });
  });
  try {
    await work();
  } finally {
    await sh('umount', ['-l', t.at('archive')]);
  }
}

test('an archive on another device gets a true copy, with time and mode', () =>
  onSmallDisk(4_000_000, async () => {
    const sha256 = await t.write('in/a/big.csv', 1_500_000);
    const path = t.at('in/a/big.csv');
    await utimes(path, 1e9, 1e9);
    await chmod(path, 0o440);
    const source = { path, identity: await lookAtFile(path, 'a/big.csv') };
    await mkdir(t.at('archive/a'));
    await writeFile(t.at('archive/a/.stave-archiving-17'), 'left by a run that was ended');
    for (let time = 0; time < 2; time += 1) {
      const done = { step: 'archived', path: t.at('archive/a/big.csv') };
      expect(await putAway(source, archive(), 'a/big.csv', { id })).toEqual(done);
      expect(await t.tree()).toEqual(['archive/', 'archive/a/', 'archive/a/big.csv', 'in/', 'in/a/']);
    }
    expect(await t.sha256('archive/a/big.csv')).toBe(sha256);
    const { mtimeMs, mode } = await stat(t.at('archive/a/big.csv'));
    expect([mtimeMs, mode & 0o777]).toEqual([1e12, 0o440]);

    // Of an ended run: the copy is there, and the file aside.
    const again = await uploaded('a/big.csv', 'again');
    await putAway(again, archive(), 'a/big.csv', { id });
    await writeFile(asidePath(path, id), 'again');
    await utimes(asidePath(path, id), 1e9, 1e9);
    await utimes(t.at('archive/a/big (2).csv'), 1e9, 1e9);
    const left = { path, identity: await lookAtFile(asidePath(path, id), 'a/big.csv') };
    const known = { step: 'archived', path: t.at('archive/a/big (2).csv') };
    expect(await putAway(left, archive(), 'a/big.csv', { id })).toEqual(known);
    expect(await t.tree()).toEqual([
      ...['archive/', 'archive/a/', 'archive/a/big (2).csv', 'archive/a/big.csv'],
      ...['in/', 'in/a/'],
    ]);
  }));

test('an archive without room: the file stays, nothing is left behind', () =>
  onSmallDisk(1_000_000, async () => {
    const sha256 = await t.write('in/big.csv', 2_000_000);
    const path = t.at('in/big.csv');
    const source = { path, identity: await lookAtFile(path, 'big.csv') };
    await expect(putAway(source, archive(), 'big.csv', { id })).rejects.toEqual(refused('local-disk-full'));
    expect(await t.tree()).toEqual(['archive/', 'in/', 'in/a/', 'in/big.csv']);
    expect(await t.sha256('in/big.csv')).toBe(sha256);
    expect(await lookAtFile(path, 'big.csv')).toEqual(source.identity);
  }));

test('a folder that may only be read: the file stays', () =>
  onSmallDisk(1_000_000, async () => {
    await writeFile(t.at('archive/orders.csv'), 'uploaded');
    const path = t.at('archive/orders.csv');
    const source = { path, identity: await lookAtFile(path, 'orders.csv') };
    await sh('mount', ['-o', 'remount,ro', t.at('archive')]);
    await expect(putAway(source, remove, 'orders.csv', { id })).rejects.toEqual(refused('local-denied'));
    const other = await uploaded('orders.csv');
    await expect(putAway(other, archive(), 'orders.csv', { id })).rejects.toEqual(refused('local-denied'));
    expect(await t.tree()).toEqual(['archive/', 'archive/orders.csv', 'in/', 'in/a/', 'in/orders.csv']);
  }));
