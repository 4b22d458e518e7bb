import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFaultProxy } from '../../../e2e/faults/proxy.ts';
import { AUTO_READING } from '../../../shared/watch/data.ts';
import { createDataEngine } from '../data/host.ts';
import { buildDataProcess, type TestProcesses } from '../testing/dataProcesses.ts';
import { watchFixture } from '../testing/watchFixture.ts';
import { untilDone } from '../testing/watchWaits.ts';

const sh = promisify(execFile);
const NOBODY = 65_534;

let processes: TestProcesses;
beforeAll(async () => {
  processes = await buildDataProcess();
});
afterAll(() => processes.remove());

const t = watchFixture(() => createDataEngine(processes.start));

/** Failed files go on now, as the user may tell them to. */
const retry = async (ruleId: string) => (await t.opened.service.run(ruleId)).watch.pipeline.retry(ruleId, null);

test('while the server is away uploads wait and say why; when it is back they are done', async () => {
  const proxy = await startFaultProxy(t.server.connection.endpoint);
  try {
    t.changed = { endpoint: proxy.url };
    await proxy.offline();
    const ruleId = await t.rule({ keyTemplate: 'away/{name}' });
    await t.folder.write('a.bin', 1000);
    await t.untilRule(ruleId, ({ waiting }) => waiting?.reason === 'offline');
    await t.folder.write('b.bin', 1000);
    await t.until(() => t.steps('b.bin').includes('uploading'));
    await proxy.online();
    const rule = await untilDone(t, ruleId, 2);
    expect(rule).toMatchObject({ waiting: null, counts: { retrying: 0, needsYou: 0 } });
    expect(await t.versions('away/')).toHaveLength(2);
  } finally {
    // Before the proxy: what still runs would wait for it.
    await t.opened.close();
    await proxy.close();
  }
});

test('with keys that the server refuses uploads wait for others, and are done with them', async () => {
  t.changed = { secretAccessKey: 'revoked' };
  const ruleId = await t.rule({ keyTemplate: 'keys/{name}' });
  await t.folder.write('a.bin', 1000);
  await t.untilRule(ruleId, ({ waiting }) => waiting?.reason === 'credentials');
  t.changed = {};
  await t.engine.connectionChanged(t.server.connection.id);
  await untilDone(t, ruleId, 1);
  expect(await t.versions('keys/')).toHaveLength(1);
});

test('a bucket that is not there: files are tried again, and done when it is told right', async () => {
  const ruleId = await t.rule({ bucket: `${t.bucket}-not-there`, keyTemplate: 'bucket/{name}' });
  await t.folder.write('a.bin', 1000);
  await t.untilRule(ruleId, ({ counts }) => counts.retrying === 1);
  const { watch } = await t.opened.service.run(ruleId);
  expect(watch.ledger.slice(ruleId, 'retrying', null, 9)[0]?.error?.code).toBe('bucket-not-found');
  await t.opened.service.save(ruleId, t.draft({ keyTemplate: 'bucket/{name}' }));
  await untilDone(t, ruleId, 1);
  expect(await t.versions('bucket/')).toHaveLength(1);
});

test('a file that may not be read is tried again beside the others, and done when it may be', async () => {
  await t.folder.write('good.bin', 100);
  await t.folder.write('bad.bin', 100);
  await chmod(t.folder.at('bad.bin'), 0);
  const isRoot = process.getuid?.() === 0;
  try {
    // To root no file is closed.
    if (isRoot) {
      for (const path of [t.profile.path, t.folder.path, t.folder.at('good.bin')]) await chown(path, NOBODY, NOBODY);
      process.seteuid?.(NOBODY);
    }
    const ruleId = await t.rule({ keyTemplate: 'denied/{name}' });
    await t.untilRule(ruleId, ({ counts }) => counts.done === 1 && counts.retrying === 1);
    if (isRoot) process.seteuid?.(0);
    await chown(t.folder.at('bad.bin'), isRoot ? NOBODY : (process.getuid?.() ?? 0), NOBODY);
    await chmod(t.folder.at('bad.bin'), 0o600);
    if (isRoot) process.seteuid?.(NOBODY);
    await retry(ruleId);
    await untilDone(t, ruleId, 2);
    expect(t.steps('bad.bin')).toContain('failed');
    await t.opened.close();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});

test('a disk that is full under the filtered files: the file is tried again, a small one passes, none is lost', async () => {
  const outputs = t.profile.at('watch/outputs');
  await mkdir(outputs, { recursive: true });
  await sh('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', outputs]).catch((error: unknown) => {
    throw new Error('this test needs the right to mount a small disk: run it as root, on Linux', { cause: error });
  });
  try {
    const selection = { reading: AUTO_READING, filter: { kind: 'all-rows' }, columns: null, output: 'same' } as const;
    const ruleId = await t.rule({ data: { selection, others: 'upload' }, keyTemplate: 'full/{name}' });
    await writeFile(t.folder.at('large.csv'), `id,text\n${'1,some text\n'.repeat(50_000)}`);
    await writeFile(t.folder.at('small.csv'), 'id,text\n1,some text\n');
    await t.untilRule(ruleId, ({ counts }) => counts.done === 1 && counts.retrying === 1);
    const { watch } = await t.opened.service.run(ruleId);
    expect(watch.ledger.slice(ruleId, 'retrying', null, 9)).toMatchObject([
      { file: 'large.csv', error: { code: 'local-disk-full' } },
    ]);
    await sh('mount', ['-o', 'remount,size=8m', outputs]);
    await retry(ruleId);
    await untilDone(t, ruleId, 2);
    expect((await t.versions('full/')).map(({ size }) => size).toSorted((a, b) => a - b)).toEqual([20, 600_008]);
    await t.opened.close();
  } finally {
    await sh('umount', ['-l', outputs]);
  }
});

test('an archive that cannot be written: the file is uploaded once, and put away when it can be, after a restart too', async () => {
  const ruleId = await t.rule({ keyTemplate: 'blocked/{name}' });
  // Below a file there is no folder.
  await writeFile(t.folder.at('archive'), '');
  await t.folder.write('a.bin', 1000);
  await t.untilRule(ruleId, ({ counts }) => counts.done === 1 && counts.retrying === 1);
  await t.opened.close();
  await rm(t.folder.at('archive'));
  t.open();
  await t.opened.service.open();
  await retry(ruleId);
  await t.until(() => t.steps('a.bin').includes('archived'));
  expect(await t.versions('blocked/')).toHaveLength(1);
  expect(await t.folder.tree()).toContain('archive/a.bin');
});

test('a folder that goes stops its rule, nothing is taken as deleted, and it goes on when the folder is back', async () => {
  const ruleId = await t.rule({ keyTemplate: 'gone/{name}', afterwards: { kind: 'leave' } });
  await t.folder.write('a.bin', 1000);
  await untilDone(t, ruleId, 1);
  const away = `${t.folder.path}-away`;
  await rename(t.folder.path, away);
  // Rather than when its time comes.
  await t.opened.service.rescan();
  const stopped = await t.untilRule(ruleId, ({ state }) => state === 'stopped');
  expect(stopped.error?.code).toBe('folder-gone');
  await rename(away, t.folder.path);
  await t.opened.service.rescan();
  await t.folder.write('b.bin', 1000);
  await untilDone(t, ruleId, 2);
  expect(await t.versions('gone/')).toHaveLength(2);
  expect(t.opened.entries.filter(({ file }) => file === null).map(({ step }) => step)).toEqual([
    'rule-started',
    'folder-gone',
    'folder-back',
  ]);
  expect(t.steps('a.bin')).not.toContain('gone');
});

test('a connection that is removed stops its rules; what was not uploaded is, with another one', async () => {
  const ruleId = await t.rule({ keyTemplate: 'other/{name}' });
  t.changed = { secretAccessKey: 'revoked' };
  await t.folder.write('a.bin', 1000);
  await t.untilRule(ruleId, ({ waiting }) => waiting?.reason === 'credentials');
  t.opened.service.connectionRemoved(t.server.connection.id);
  await t.engine.connectionRemoved(t.server.connection.id);
  const rule = await t.untilRule(ruleId, ({ counts }) => counts.waiting === 1 && counts.working === 0);
  expect(rule).toMatchObject({ state: 'stopped', error: { code: 'connection-gone' }, counts: { needsYou: 0 } });
  t.changed = {};
  await t.engine.connectionChanged(t.server.connection.id);
  t.opened.service.connectionsChanged();
  await untilDone(t, ruleId, 1);
  expect(await t.versions('other/')).toHaveLength(1);
});
