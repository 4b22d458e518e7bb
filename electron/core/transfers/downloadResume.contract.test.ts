import { execFile } from 'node:child_process';
import { copyFile, lstat, mkdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import {
  type DownloadRun,
  downloadFixture,
  expectWhole,
  isGet,
  isGetFrom,
  startOf,
} from '../testing/downloadFixture.ts';
import { fastClock } from '../testing/fastClock.ts';
import type { KeptItem } from '../testing/workPorts.ts';
import { discardDownload } from './download.ts';

const MIB = 1024 * 1024;
/** Four ranges of 8 MiB, one after the other. */
const SIZE = 32 * MIB;
const ONE_BY_ONE = { limits: { partsPerFile: 2 } };

const t = downloadFixture();
const starts = () => t.proxy.seen.filter(isGet).map(startOf);
const fetched = () => t.proxy.seen.filter(isGet).reduce((sum, request) => sum + request.answerBytes, 0);
const temporaryOf = ({ download }: KeptItem) => download?.temporary ?? '';

/** A run that is put to rest when some of the object has come; its last range never comes. */
async function restedRun(key: string): Promise<DownloadRun> {
  t.proxy.inject({ on: isGetFrom(24 * MIB), action: { kind: 'stall-answer', afterBytes: 2 * MIB } });
  const run = await t.start(await t.itemOf(key), { ports: ONE_BY_ONE });
  await until(() => run.ports.meter.done() >= 26 * MIB);
  run.ports.rest();
  expect(await run.failure()).toBe('interrupted');
  return run;
}

/** Looks again and again: the bytes of a download tell nobody of their coming. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('a run that rests keeps what has come, byte for byte; the next one fetches only the rest, of the same object', async () => {
  const sha256 = await t.put('rested', SIZE);
  const first = await restedRun('rested');
  expect(await t.files()).toEqual([expect.stringMatching(/^\.rested\.[0-9a-f]{8}\.stave-part$/)]);
  const kept = first.journal.kept();
  expect(kept.download).toMatchObject({ size: SIZE, done: [[0, 26 * MIB]] });
  expect(first.ports.meter.done()).toBe(26 * MIB);

  t.proxy.seen.length = 0;
  const second = await t.run('rested', { kept });
  await expectWhole(t, second, 'rested', sha256);
  expect(starts()).toEqual([26 * MIB]);
  expect(t.proxy.seen.find(isGet)?.headers['if-match']).toBe(`"${kept.download?.etag}"`);
});

test('a program that is killed loses no more than what was not kept yet', async () => {
  const sha256 = await t.put('killed', SIZE);
  let kept: KeptItem = { upload: null, download: null };
  t.proxy.inject({
    on: isGetFrom(24 * MIB),
    async before() {
      await until(() => (run.journal.kept().download?.done.length ?? 0) > 0);
      kept = run.journal.kept();
      await copyFile(temporaryOf(kept), t.folder.at('as it was'));
    },
  });
  const run = await t.start(await t.itemOf('killed'), { ports: ONE_BY_ONE });
  await run.done;
  await rm(t.folder.at('down/killed'));
  await rename(t.folder.at('as it was'), temporaryOf(kept));
  const there = (kept.download?.done ?? []).reduce((sum, [start, end]) => sum + end - start, 0);
  expect(there).toBeGreaterThanOrEqual(8 * MIB);

  t.proxy.seen.length = 0;
  await expectWhole(t, await t.run('killed', { kept }), 'killed', sha256);
  expect(fetched()).toBe(SIZE - there);
});

test('killed when the file had its name, but nobody had been told: nothing is fetched again', async () => {
  const sha256 = await t.put('named', SIZE);
  const run = await t.run('named');
  const { etag, size } = await t.itemOf('named');
  const temporary = t.folder.at('down/.named.00000000.stave-part');
  const kept: KeptItem = { upload: null, download: { temporary, etag: etag ?? '', size, done: [[0, size]] } };
  t.proxy.seen.length = 0;
  await expectWhole(t, await t.run('named', { kept }), 'named', sha256);
  expect(starts()).toEqual([]);
  expect(run.journal.kept().download).toBeNull();
});

test('a small file that has its name already is done, another one in its place is not touched', async () => {
  const sha256 = await t.put('small', 1000);
  await t.run('small');
  await expectWhole(t, await t.run('small'), 'small', sha256);
  await writeFile(t.folder.at('down/small'), 'something else');
  expect(await (await t.start(await t.itemOf('small'))).failure()).toBe('name-taken');
  expect(await t.files()).toEqual(['small']);
  expect(await readFile(t.folder.at('down/small'), 'utf8')).toBe('something else');
  await expectWhole(t, await t.run('small', { replace: true }), 'small', sha256);
});

test('what a killed run has left of a small file is taken over by the next', async () => {
  const sha256 = await t.put('left', 1000);
  const item = await t.itemOf('left');
  let leftover = '';
  t.proxy.inject({
    on: isGet,
    async before() {
      const [name = ''] = await t.files();
      leftover = name;
      await copyFile(t.folder.at(`down/${name}`), t.folder.at('as it was'));
    },
  });
  await t.run('left');
  await rm(t.folder.at('down/left'));
  await symlink(t.folder.at('elsewhere'), t.folder.at(`down/${leftover}`));
  const run = await t.start(item);
  await run.done;
  await expectWhole(t, run, 'left', sha256);
  await expect(lstat(t.folder.at('elsewhere'))).rejects.toThrow('ENOENT');
});

test.each(['a link', 'another size', 'nothing'])('a temporary file that is %s is not gone on with', async (what) => {
  const sha256 = await t.put('planted', SIZE);
  const kept = (await restedRun('planted')).journal.kept();
  const temporary = temporaryOf(kept);
  await writeFile(t.folder.at('victim'), 'untouched');
  await truncate(t.folder.at('victim'), SIZE);
  if (what === 'another size') await truncate(temporary, SIZE - 1);
  else await rm(temporary);
  if (what === 'a link') await symlink(t.folder.at('victim'), temporary);

  t.proxy.seen.length = 0;
  await expectWhole(t, await t.run('planted', { kept }), 'planted', sha256);
  expect(fetched()).toBe(SIZE);
  expect((await readFile(t.folder.at('victim'))).subarray(0, 9).toString()).toBe('untouched');
});

test('an object that is another one when the run goes on: all of it comes, and that is told', async () => {
  await t.put('replaced', SIZE);
  const item = await t.itemOf('replaced');
  const kept = (await restedRun('replaced')).journal.kept();
  const sha256 = await t.put('replaced', SIZE - MIB);
  t.proxy.seen.length = 0;
  const run = await t.start(item, { kept });
  await run.done;
  await expectWhole(t, run, 'replaced', sha256);
  expect(run.ports.notices).toEqual([{ kind: 'object-restarted', name: 'replaced' }]);
  expect(fetched()).toBe(SIZE - MIB);
});

test('a cancelled run leaves neither file nor record, and counts for nothing', async () => {
  await t.put('cancelled', SIZE);
  t.proxy.inject({ on: isGetFrom(24 * MIB), action: { kind: 'stall-answer', afterBytes: 2 * MIB } });
  const run = await t.start(await t.itemOf('cancelled'), { ports: ONE_BY_ONE });
  await until(() => run.ports.meter.done() >= 26 * MIB);
  run.ports.cancel();
  expect(await run.failure()).toBe('cancelled');
  expect(await t.files()).toEqual([]);
  expect(run.journal.kept().download).toBeNull();
  expect(run.ports.meter.done()).toBe(0);
  expect(run.ports.left).toEqual([]);
});

test('a range that fails for ever fails the file; what has come stays for a retry, or is removed', async () => {
  const sha256 = await t.put('failing', SIZE);
  t.proxy.inject({ on: isGetFrom(24 * MIB), action: { kind: 'answer', status: 500 }, times: 7 });
  const run = await t.start(await t.itemOf('failing'), { ports: ONE_BY_ONE });
  expect(await run.failure()).toBe('server-error');
  const kept = run.journal.kept();
  expect(kept.download?.done).toEqual([[0, 24 * MIB]]);
  expect(run.ports.meter.done()).toBe(0);

  t.proxy.seen.length = 0;
  await expectWhole(t, await t.run('failing', { kept }), 'failing', sha256);
  expect(starts()).toEqual([24 * MIB]);

  await writeFile(temporaryOf(kept), 'again there');
  expect(await discardDownload({ temporary: temporaryOf(kept) }, run.journal)).toBeNull();
  expect(run.journal.kept().download).toBeNull();
  expect(await t.files()).toEqual(['failing']);
});

test('discarding removes nothing but temporary files', async () => {
  await t.put('mine', 10);
  const run = await t.run('mine');
  expect(await discardDownload({ temporary: t.folder.at('down/mine') }, run.journal)).toBeNull();
  expect(await t.files()).toEqual(['mine']);
});

test('a chosen folder that is removed meanwhile fails the file, and its record stays', async () => {
  await t.put('homeless', SIZE);
  await mkdir(t.folder.at('stick'));
  t.proxy.inject({
    on: isGetFrom(24 * MIB),
    before: () => rm(t.folder.at('stick'), { recursive: true }),
  });
  const run = await t.start(await t.itemOf('homeless'), { folder: t.folder.at('stick') });
  expect(await run.failure()).toBe('local-not-found');
  expect(run.journal.kept().download).not.toBeNull();
});

const sh = promisify(execFile);

/** A disk of so many bytes, in a folder of the test. */
async function smallDisk(bytes: number): Promise<{ path: string; at(name: string): string; remove(): Promise<void> }> {
  const path = t.folder.at('disk');
  await mkdir(path);
  await sh('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', path]).catch((error: unknown) => {
    throw new Error('this test needs the right to mount a small disk: run it as root, on Linux', { cause: error });
  });
  return { path, at: (name) => `${path}/${name}`, remove: async () => void (await sh('umount', ['-l', path])) };
}

test('a disk without room for an object: it waits before a byte is fetched, and begins when there is room', async () => {
  const sha256 = await t.put('waiting', SIZE);
  const disk = await smallDisk(40 * MIB);
  try {
    await writeFile(disk.at('ballast'), Buffer.alloc(16 * MIB));
    const clock = fastClock(50);
    const run = await t.start(await t.itemOf('waiting'), { folder: disk.path, ports: { clock } });
    await until(() => run.ports.openWaits() === 1);
    expect(run.ports.waits).toEqual(['disk-full']);
    expect(starts()).toEqual([]);
    await rm(disk.at('ballast'));
    await run.done;
    expect(run.ports.openWaits()).toBe(0);
    await copyFile(disk.at('waiting'), t.folder.at('down/waiting'));
    await expectWhole(t, run, 'waiting', sha256);
  } finally {
    await disk.remove();
  }
});

test.each([SIZE, 12 * MIB])(
  'a disk that fills up while %i bytes come: it waits, and goes on when there is room',
  async (size) => {
    const sha256 = await t.put('filled', size);
    const disk = await smallDisk(36 * MIB);
    try {
      t.proxy.setBandwidth({ down: 30 * MIB });
      const clock = fastClock(50);
      const run = await t.start(await t.itemOf('filled'), { folder: disk.path, ports: { clock } });
      await until(() => run.ports.meter.done() >= 9 * MIB);
      // Nearly at rest until the disk is full: on a slow machine the rest would be there before.
      t.proxy.setBandwidth({ down: MIB / 4 });
      // It takes all that is free, and then fails.
      await expect(writeFile(disk.at('ballast'), Buffer.alloc(36 * MIB))).rejects.toThrow('ENOSPC');
      t.proxy.setBandwidth({ down: 30 * MIB });
      await until(() => run.ports.openWaits() === 1);
      const kept = run.journal.kept().download;
      if (size === SIZE) expect(kept?.done.length).toBeGreaterThan(0);
      else expect(kept).toBeNull();
      await rm(disk.at('ballast'));
      await run.done;
      expect(run.ports.waits.every((reason) => reason === 'disk-full')).toBe(true);
      await copyFile(disk.at('filled'), t.folder.at('down/filled'));
      await expectWhole(t, run, 'filled', sha256);
      if (size === SIZE) expect(starts().filter((start) => start === 0)).toHaveLength(1);
    } finally {
      await disk.remove();
    }
  },
);

test('a wait for room ends with its job', async () => {
  await t.put('patient', SIZE);
  const disk = await smallDisk(8 * MIB);
  try {
    const run = await t.start(await t.itemOf('patient'), { folder: disk.path });
    await until(() => run.ports.openWaits() === 1);
    run.ports.cancel();
    expect(await run.failure()).toBe('cancelled');
    expect(run.ports.openWaits()).toBe(0);
    expect(run.journal.kept().download).toBeNull();
  } finally {
    await disk.remove();
  }
});
