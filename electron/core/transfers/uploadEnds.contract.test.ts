import { appendFile, open, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { ListPartsCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { s3Error } from '../../../e2e/faults/answers.ts';
import { fastClock } from '../testing/fastClock.ts';
import { readObject } from '../testing/readBack.ts';
import {
  isAbort,
  isComplete,
  isCreate,
  isPart,
  isPut,
  partNumbers,
  type UploadRun,
  uploadFixture,
} from '../testing/uploadFixture.ts';
import { discardUpload } from './upload.ts';

const MIB = 1024 * 1024;

const t = uploadFixture();
const oneByOne = { limits: { partsPerFile: 1 } };
const cancelled = { data: { code: 'cancelled' } };

/** There is neither an object, nor an upload, nor a part of one; the journal knows of none either. */
async function expectNothing(name: string, run: UploadRun, uploadId?: string) {
  expect(await t.exists(name)).toBe(false);
  expect(await t.uploadsOf(name)).toEqual([]);
  if (uploadId !== undefined) {
    const parts = t.client.send(new ListPartsCommand({ Bucket: t.bucket, Key: name, UploadId: uploadId }));
    // Ceph says NoSuchKey instead of NoSuchUpload.
    await expect(parts).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
  }
  expect(run.journal.kept().upload).toBeNull();
  expect(run.ports.meter.done()).toBe(0);
  expect(run.ports.left).toEqual([]);
}

/** Does something as soon as a part of that number arrives at the proxy. */
function atPart(number: number, act: () => Promise<void> | void): () => number {
  let met = 0;
  t.proxy.inject({
    on: isPart(number),
    before: async () => {
      met += 1;
      await act();
    },
  });
  return () => met;
}

test('a cancel in the middle leaves nothing', async () => {
  await t.folder.write('middle', 64 * MIB);
  let run: UploadRun | undefined;
  let uploadId = '';
  t.proxy.inject({
    on: isPart(5),
    after: async () => {
      uploadId = run?.journal.kept().upload?.record.uploadId ?? '';
      run?.ports.cancel();
    },
    action: { kind: 'lose-answer' },
  });
  run = await t.start('middle');
  await expect(run.done).rejects.toMatchObject(cancelled);
  expect(run.journal.phases).toEqual(['intent', 'open', 'aborting', null]);
  expect(uploadId).not.toBe('');
  await expectNothing('middle', run, uploadId);
});

test('a cancel while the upload is being begun still finds it', async () => {
  await t.folder.write('begun', 24 * MIB);
  let run: UploadRun | undefined;
  const fired = t.proxy.inject({ on: isCreate, after: async () => run?.ports.cancel() });
  run = await t.start('begun');
  await expect(run.done).rejects.toMatchObject(cancelled);
  expect(fired()).toBe(1);
  expect(run.journal.phases.slice(-2)).toEqual(['aborting', null]);
  await expectNothing('begun', run);
});

test('a cancel whose upload was begun without its id being heard of finds it on the server', async () => {
  await t.folder.write('unheard', 24 * MIB);
  let run: UploadRun | undefined;
  const after = async () => run?.ports.cancel();
  const fired = t.proxy.inject({ on: isCreate, after, action: { kind: 'lose-answer' } });
  run = await t.start('unheard');
  await expect(run.done).rejects.toMatchObject(cancelled);
  expect(fired()).toBe(1);
  expect(run.journal.phases).toEqual(['intent', 'aborting', null]);
  await expectNothing('unheard', run);
});

test('what a cancel cannot remove is told, kept, and removed at the next start', async () => {
  await t.folder.write('stuck', 24 * MIB);
  let run: UploadRun | undefined;
  const denied = t.proxy.inject({ on: isAbort, action: s3Error(403, 'AccessDenied') });
  const after = async () => run?.ports.cancel();
  t.proxy.inject({ on: isPart(2), after, action: { kind: 'lose-answer' } });
  run = await t.start('stuck', oneByOne);
  await expect(run.done).rejects.toMatchObject(cancelled);
  expect(denied()).toBe(1);
  const record = run.journal.kept().upload?.record;
  const uploadId = record?.uploadId ?? '';
  expect(record?.phase).toBe('aborting');
  expect(run.ports.left).toMatchObject([
    { name: 'stuck', error: { code: 'access-denied', details: { bucket: t.bucket, key: 'stuck', uploadId } } },
  ]);
  expect(await t.uploadsOf('stuck')).toEqual([uploadId]);

  run.ports.left.length = 0;
  if (!record) throw new Error('no record');
  expect(await discardUpload(record, run.journal, run.ports)).toBeNull();
  await expectNothing('stuck', run, uploadId);
});

test('ended in the middle of a cancel: the next start goes on with it', async () => {
  await t.folder.write('quit', 24 * MIB);
  let run: UploadRun | undefined;
  let kept = run?.journal.kept();
  const after = async () => run?.ports.cancel();
  t.proxy.inject({ on: isPart(2), after, action: { kind: 'lose-answer' } });
  const fired = t.proxy.inject({
    on: isAbort,
    before: async () => {
      kept = run?.journal.kept();
    },
    // The server never hears of it.
    action: s3Error(403, 'AccessDenied'),
  });
  run = await t.start('quit', oneByOne);
  await expect(run.done).rejects.toMatchObject(cancelled);
  expect(fired()).toBe(1);
  expect(kept?.upload?.record.phase).toBe('aborting');
  const uploadId = kept?.upload?.record.uploadId ?? '';
  expect(await t.partsOf('quit', uploadId)).not.toEqual([]);

  // Whoever starts the upload again instead gets a new one.
  const next = await t.run('quit', {}, kept);
  expect(next.journal.phases).toEqual([null, 'intent', 'open', 'completing', null]);
  expect(await t.uploadsOf('quit')).toEqual([]);
});

test('an upload that was to be removed is gone already', async () => {
  await t.folder.write('gone', 24 * MIB);
  let run: UploadRun | undefined;
  const after = async () => run?.ports.rest();
  const fired = t.proxy.inject({ on: isPart(2), after, action: { kind: 'lose-answer' } });
  run = await t.start('gone', oneByOne);
  await expect(run.done).rejects.toThrow();
  expect(fired()).toBe(1);
  const record = run.journal.kept().upload?.record;
  if (!record?.uploadId) throw new Error('no upload');
  await t.server.store.abortMultipart({ bucket: t.bucket, key: 'gone', uploadId: record.uploadId });
  expect(await discardUpload(record, run.journal, run.ports)).toBeNull();
  expect(run.journal.kept().upload).toBeNull();
  expect(await discardUpload({ ...record, bucket: `${t.bucket}-not` }, run.journal, run.ports)).toBeNull();
});

test('a cancel that comes when the last step is done has changed nothing', async () => {
  const sha256 = await t.folder.write('late', 24 * MIB);
  let run: UploadRun | undefined;
  const fired = t.proxy.inject({ on: isComplete, after: async () => run?.ports.cancel() });
  run = await t.start('late');
  await run.done;
  expect(fired()).toBe(1);
  expect((await readObject(t.client, t.bucket, 'late')).sha256).toBe(sha256);
  expect(run.journal.kept().upload).toBeNull();
  expect(run.ports.meter.done()).toBe(24 * MIB);
});

test('a cancel whose last step is done without its answer being heard of looks what there is', async () => {
  const sha256 = await t.folder.write('late and lost', 24 * MIB);
  let run: UploadRun | undefined;
  const after = async () => run?.ports.cancel();
  const fired = t.proxy.inject({ on: isComplete, after, action: { kind: 'lose-answer' } });
  run = await t.start('late and lost');
  await run.done;
  expect(fired()).toBe(1);
  expect((await readObject(t.client, t.bucket, 'late and lost')).sha256).toBe(sha256);
  expect(await t.uploadsOf('late and lost')).toEqual([]);
  expect(run.journal.kept().upload).toBeNull();
  expect(run.ports.meter.done()).toBe(24 * MIB);
  expect(run.ports.left).toEqual([]);
});

test('a cancel before the server hears of the last step leaves nothing', async () => {
  await t.folder.write('early', 24 * MIB);
  let run: UploadRun | undefined;
  const before = async () => run?.ports.cancel();
  const fired = t.proxy.inject({ on: isComplete, before, action: s3Error(503, 'SlowDown') });
  run = await t.start('early');
  await expect(run.done).rejects.toMatchObject(cancelled);
  expect(fired()).toBe(1);
  await expectNothing('early', run);
});

/** Time that passes fast: files must rest for seconds. */
const hasty = () => ({ ...oneByOne, clock: fastClock(20) });
const restarted = (name: string) => [{ kind: 'source-restarted', name }];

const rewriting: [string, (path: string) => Promise<void>][] = [
  ['grows', (path) => appendFile(path, 'more')],
  [
    'is rewritten at the same size',
    async (path) => {
      const file = await open(path, 'r+');
      await file.write('other bytes', 39 * MIB);
      await file.close();
      await utimes(path, new Date(), new Date(Date.now() + 5000));
    },
  ],
  [
    'is replaced by another of the same size',
    async (path) => {
      await writeFile(`${path}.new`, Buffer.alloc(40 * MIB));
      await rename(`${path}.new`, path);
    },
  ],
];

test.each(rewriting)('a file that %s during its upload goes again when it rests', async (what, tamper) => {
  const name = `tampered ${what}`;
  await t.folder.write(name, 40 * MIB);
  const met = atPart(3, () => tamper(t.folder.at(name)));
  const run = await t.start(name, hasty());
  await run.done;
  expect(met()).toBe(1);
  expect(partNumbers(t.proxy.seen).filter((number) => number === 1)).toHaveLength(2);
  expect(run.ports.waits).toEqual(['source-changing']);
  expect(run.ports.openWaits()).toBe(0);
  expect(run.ports.notices).toEqual(restarted(name));
  // The old upload is removed before the new one is begun.
  expect(run.journal.phases).toEqual(['intent', 'open', 'aborting', null, 'intent', 'open', 'completing', null]);
  expect((await readObject(t.client, t.bucket, name)).sha256).toBe(await t.folder.sha256(name));
  expect(await t.uploadsOf(name)).toEqual([]);
  expect(run.ports.meter.done()).toBe(run.ports.meter.total());
});

test('a file that changes while its last part is on the way goes again', async () => {
  await t.folder.write('last', 40 * MIB);
  const met = atPart(5, () => appendFile(t.folder.at('last'), 'more'));
  const run = await t.start('last', hasty());
  await run.done;
  expect(met()).toBe(1);
  expect(t.proxy.seen.filter(isComplete)).toHaveLength(1);
  expect(run.ports.notices).toEqual(restarted('last'));
  expect((await readObject(t.client, t.bucket, 'last')).sha256).toBe(await t.folder.sha256('last'));
});

test('a file that is being written to is waited for', async () => {
  await t.folder.write('log', 24 * MIB);
  const clock = fastClock(20);
  let lines = 0;
  const write = async () => {
    for (; lines < 30; lines += 1) {
      await appendFile(t.folder.at('log'), 'line\n');
      await clock.sleep(500);
    }
  };
  let writing = Promise.resolve();
  const met = atPart(2, () => {
    writing = write();
  });
  const run = await t.start('log', { ...oneByOne, clock });
  await run.done;
  await writing;
  expect([met(), lines]).toEqual([1, 30]);
  expect(t.proxy.seen.filter(isComplete)).toHaveLength(1);
  expect(await readObject(t.client, t.bucket, 'log')).toMatchObject({
    size: 24 * MIB + 150,
    sha256: await t.folder.sha256('log'),
  });
  expect(await t.uploadsOf('log')).toEqual([]);
});

test('a file that changes each time it is sent is given up, and nothing is left', async () => {
  await t.folder.write('restless', 24 * MIB);
  let changes = 0;
  t.proxy.inject({
    on: isPart(2),
    times: 1000,
    before: async () => {
      changes += 1;
      await appendFile(t.folder.at('restless'), 'more');
    },
  });
  const run = await t.start('restless', { ...oneByOne, clock: fastClock(50) });
  await expect(run.done).rejects.toMatchObject({ data: { code: 'changed', details: { path: 'restless' } } });
  expect(changes).toBe(6);
  await expectNothing('restless', run);
});

test.each([
  ['to the middle', 20 * MIB],
  ['within its last part', 39 * MIB],
])('a file that is cut %s during its upload is never a success', async (what, size) => {
  const name = `cut ${what}`;
  await t.folder.write(name, 40 * MIB);
  const met = atPart(3, () => truncate(t.folder.at(name), size));
  const run = await t.start(name, hasty());
  await expect(run.done).rejects.toMatchObject({ data: { code: 'changed', details: { path: name } } });
  expect(met()).toBe(1);
  expect(t.proxy.seen.filter(isComplete)).toEqual([]);
  await expectNothing(name, run);
});

test('a file that is deleted during its upload is told as such, and nothing is left', async () => {
  await t.folder.write('deleted', 40 * MIB);
  const met = atPart(3, () => rm(t.folder.at('deleted')));
  const run = await t.start('deleted', hasty());
  await expect(run.done).rejects.toMatchObject({ data: { code: 'source-deleted', details: { path: 'deleted' } } });
  expect(met()).toBe(1);
  await expectNothing('deleted', run);
});

test('a small file that changes while it is on the way goes again when it rests', async () => {
  await t.folder.write('small', MIB);
  const fired = t.proxy.inject({ on: isPut, before: () => appendFile(t.folder.at('small'), 'more') });
  const run = await t.start('small', hasty());
  await run.done;
  expect(fired()).toBe(1);
  expect(t.proxy.seen.filter(isPut)).toHaveLength(2);
  expect(run.ports.notices).toEqual(restarted('small'));
  expect((await readObject(t.client, t.bucket, 'small')).sha256).toBe(await t.folder.sha256('small'));
  expect(run.ports.meter.done()).toBe(MIB + 4);
  expect(run.ports.meter.total()).toBe(MIB + 4);
});

test('a small file that is deleted when all of it has arrived is there', async () => {
  const sha256 = await t.folder.write('brief', MIB);
  const fired = t.proxy.inject({ on: isPut, after: () => rm(t.folder.at('brief')) });
  await t.run('brief');
  expect(fired()).toBe(1);
  expect((await readObject(t.client, t.bucket, 'brief')).sha256).toBe(sha256);
});

test('a cancel in the middle of a small file leaves nothing', async () => {
  await t.folder.write('small cancelled', 8 * MIB);
  let run: UploadRun | undefined;
  const before = async () => run?.ports.cancel();
  let met = 0;
  t.proxy.setBandwidth({ up: 4 * MIB });
  t.proxy.inject({
    on: (request) => {
      met += isPut(request) ? 1 : 0;
      return isPut(request);
    },
    before,
    action: { kind: 'reset-request', afterBytes: 0 },
  });
  run = await t.start('small cancelled');
  await expect(run.done).rejects.toMatchObject(cancelled);
  expect(met).toBe(1);
  await expectNothing('small cancelled', run);
});
