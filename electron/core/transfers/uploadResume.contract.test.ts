import { AbortMultipartUploadCommand, HeadObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { s3Error } from '../../../e2e/faults/answers.ts';
import { foreignETags } from '../../../e2e/faults/rewrites.ts';
import { readObject } from '../testing/readBack.ts';
import {
  isComplete,
  isCreate,
  isListParts,
  isListUploads,
  isPart,
  partNumbers,
  type UploadRun,
  uploadFixture,
} from '../testing/uploadFixture.ts';
import type { KeptItem } from '../testing/workPorts.ts';

const MIB = 1024 * 1024;

const t = uploadFixture();
const oneByOne = { limits: { partsPerFile: 1 } };

/**
 * Uploads a file of five parts, and lets it rest when the journal has so many of them; the server has one more by then,
 * whose answer never came.
 */
async function interrupted(name: string, parts: number) {
  const sha256 = await t.folder.write(name, 40 * MIB);
  let run: UploadRun | undefined;
  const after = async () => run?.ports.rest();
  const fired = t.proxy.inject({ on: isPart(parts + 1), after, action: { kind: 'lose-answer' } });
  run = await t.start(name, oneByOne);
  await expect(run.done).rejects.toMatchObject({ data: { code: 'interrupted' } });
  await expect.poll(fired).toBe(1);
  const kept = run.journal.kept();
  const uploadId = kept.upload?.record.uploadId ?? '';
  expect(kept.upload?.record.phase).toBe('open');
  expect(kept.upload?.parts.map(({ number }) => number)).toEqual(Array.from({ length: parts }, (_, i) => i + 1));
  expect(await t.partsOf(name, uploadId)).toHaveLength(parts + 1);
  expect(run.ports.meter.done()).toBe(parts * 8 * MIB);
  expect(run.ports.left).toEqual([]);
  t.proxy.seen.length = 0;
  return { kept, sha256, uploadId };
}

/** The object is there as it should be, and nothing else is. */
async function expectWhole(name: string, sha256: string, run: UploadRun) {
  expect((await readObject(t.client, t.bucket, name)).sha256).toBe(sha256);
  expect(await t.uploadsOf(name)).toEqual([]);
  expect(run.journal.kept().upload).toBeNull();
  expect(run.ports.meter.done()).toBe(run.ports.meter.total());
  expect(run.ports.left).toEqual([]);
}

const restarted = (name: string) => [{ kind: 'upload-restarted', name }];

/** A journal as it was at one moment: what a program that was killed then has left. */
function keptAt(run: UploadRun | undefined): KeptItem {
  if (!run) throw new Error('not begun');
  return run.journal.kept();
}

test('the intention is kept before the upload is begun, its id before the first part, and the end before it', async () => {
  await t.folder.write('order', 24 * MIB);
  const phases: (string | undefined)[] = [];
  let run: UploadRun | undefined;
  const look = async () => void phases.push(run?.journal.kept().upload?.record.phase);
  const fired = [isCreate, isPart(1), isComplete].map((on) => t.proxy.inject({ on, before: look }));
  run = await t.start('order');
  await run.done;
  expect(fired.map((count) => count())).toEqual([1, 1, 1]);
  expect(phases).toEqual(['intent', 'open', 'completing']);
  expect(run.journal.phases).toEqual(['intent', 'open', 'completing', null]);
  expect(run.settled()).toBe(1);
});

test('an upload that rested goes on with the parts that are missing', async () => {
  const { kept, sha256, uploadId } = await interrupted('rested', 2);
  expect(await t.uploadsOf('rested')).toEqual([uploadId]);
  const run = await t.run('rested', {}, kept);
  expect(partNumbers(t.proxy.seen)).toEqual([4, 5]);
  expect(t.proxy.seen.filter(isCreate)).toEqual([]);
  expect(run.ports.notices).toEqual([]);
  await expectWhole('rested', sha256, run);
});

test('parts that the journal has lost are taken when their MD5 is that of the file', async () => {
  const { kept, sha256 } = await interrupted('lost parts', 3);
  if (kept.upload) kept.upload.parts = [];
  const run = await t.run('lost parts', {}, kept);
  expect(partNumbers(t.proxy.seen)).toEqual([5]);
  await expectWhole('lost parts', sha256, run);
});

/** Puts a part that is not of the file into an upload. */
async function putPart(key: string, uploadId: string, number: number, size: number) {
  const place = { Bucket: t.bucket, Key: key, UploadId: uploadId, PartNumber: number };
  await t.client.send(new UploadPartCommand({ ...place, Body: Buffer.alloc(size, number) }));
}

test('a part on the server that holds other bytes, or another size, goes again', async () => {
  const { kept, sha256, uploadId } = await interrupted('wrong parts', 3);
  await putPart('wrong parts', uploadId, 1, 8 * MIB);
  await putPart('wrong parts', uploadId, 2, 5 * MIB);
  const run = await t.run('wrong parts', {}, kept);
  expect(partNumbers(t.proxy.seen)).toEqual([1, 2, 5]);
  await expectWhole('wrong parts', sha256, run);
});

test('an upload with a part that the file does not have is begun anew', async () => {
  const { kept, sha256, uploadId } = await interrupted('more parts', 2);
  await putPart('more parts', uploadId, 9, 5 * MIB);
  const run = await t.run('more parts', {}, kept);
  expect(partNumbers(t.proxy.seen)).toEqual([1, 2, 3, 4, 5]);
  expect(run.ports.notices).toEqual(restarted('more parts'));
  await expectWhole('more parts', sha256, run);
});

test('the parts keep the size they were begun with, whatever would be planned today', async () => {
  const { kept, sha256 } = await interrupted('settings', 2);
  const run = await t.run('settings', { maxParts: 3 }, kept);
  expect(partNumbers(t.proxy.seen)).toEqual([4, 5]);
  expect(t.proxy.seen.filter(isPart()).map(({ requestBytes }) => requestBytes)).toEqual([8 * MIB, 8 * MIB]);
  await expectWhole('settings', sha256, run);
});

test('where parts cannot be listed, all go again, in the same upload', async () => {
  const { kept, sha256 } = await interrupted('unlisted', 2);
  const denied = t.proxy.inject({ on: isListParts, action: s3Error(403, 'AccessDenied') });
  const run = await t.run('unlisted', {}, kept);
  expect(denied()).toBe(1);
  expect(partNumbers(t.proxy.seen)).toEqual([1, 2, 3, 4, 5]);
  expect(t.proxy.seen.filter(isCreate)).toEqual([]);
  await expectWhole('unlisted', sha256, run);
});

test('a file that was changed while nothing ran is begun anew, and the old parts are removed', async () => {
  const { kept } = await interrupted('edited', 2);
  const sha256 = await t.folder.write('edited', 33 * MIB);
  const run = await t.run('edited', {}, kept);
  expect(partNumbers(t.proxy.seen)).toEqual([1, 2, 3, 4, 5]);
  expect(run.ports.notices).toEqual([{ kind: 'source-restarted', name: 'edited' }]);
  expect(run.journal.phases).toEqual(['aborting', null, 'intent', 'open', 'completing', null]);
  await expectWhole('edited', sha256, run);
});

test('a large file that has become small while nothing ran goes whole, and the old parts are removed', async () => {
  const { kept } = await interrupted('smaller', 2);
  const sha256 = await t.folder.write('smaller', 1000);
  const run = await t.run('smaller', {}, kept);
  expect(run.ports.notices).toEqual([{ kind: 'source-restarted', name: 'smaller' }]);
  await expectWhole('smaller', sha256, run);
});

test('ended between the beginning and the keeping of its id: the empty upload is removed, those of others are not', async () => {
  const name = 'killed at create';
  const sha256 = await t.folder.write(name, 24 * MIB);
  let first: UploadRun | undefined;
  let kept: KeptItem | undefined;
  const fired = t.proxy.inject({
    on: isCreate,
    after: async () => {
      kept = keptAt(first);
      first?.ports.rest();
    },
    action: { kind: 'lose-answer' },
  });
  first = await t.start(name);
  await expect(first.done).rejects.toThrow();
  expect(fired()).toBe(1);
  expect(kept?.upload?.record).toMatchObject({ phase: 'intent', uploadId: null });
  expect(await t.uploadsOf(name)).toHaveLength(1);

  const others = await Promise.all(
    [name, `${name} too`].map((key) => t.server.store.createMultipart({ bucket: t.bucket, key }, {})),
  );
  const [withPart, ofLonger] = others.map(({ uploadId }) => uploadId);
  const address = { bucket: t.bucket, key: name, uploadId: withPart ?? '', partNumber: 1 };
  await t.server.store.uploadPart(address, Buffer.alloc(10));
  const run = await t.run(name, {}, kept);
  expect((await readObject(t.client, t.bucket, name)).sha256).toBe(sha256);
  expect(await t.uploadsOf(name)).toEqual([withPart]);
  expect(await t.uploadsOf(`${name} too`)).toEqual([ofLonger]);
  expect(run.ports.left).toEqual([]);
});

test('an upload that was begun long before is none of ours', async () => {
  const name = 'older';
  await t.folder.write(name, 24 * MIB);
  const { uploadId } = await t.server.store.createMultipart({ bucket: t.bucket, key: name }, {});
  let first: UploadRun | undefined;
  const fired = t.proxy.inject({
    on: isCreate,
    before: async () => first?.ports.rest(),
    action: s3Error(500, 'InternalError'),
  });
  first = await t.start(name);
  await expect(first.done).rejects.toThrow();
  expect(fired()).toBe(1);
  const kept = first.journal.kept();
  if (kept.upload) kept.upload.record.startedAt = new Date(Date.now() + 10 * 60_000).toISOString();
  await t.run(name, {}, kept);
  expect(await t.uploadsOf(name)).toEqual([uploadId]);
});

test('where uploads cannot be listed, the one without an id is left, and a new one begun', async () => {
  const name = 'unlisted uploads';
  const sha256 = await t.folder.write(name, 24 * MIB);
  const denied = t.proxy.inject({ on: isListUploads, action: s3Error(403, 'AccessDenied') });
  // The answer is lost, not the program: the same run finds out.
  const lost = t.proxy.inject({ on: isCreate, action: { kind: 'lose-answer' } });
  const run = await t.run(name);
  expect([lost(), denied()]).toEqual([1, 1]);
  expect((await readObject(t.client, t.bucket, name)).sha256).toBe(sha256);
  expect(await t.uploadsOf(name)).toHaveLength(1);
  expect(run.ports.left).toEqual([]);
});

test('the answer to the beginning is lost: what it began is removed', async () => {
  const sha256 = await t.folder.write('lost create', 24 * MIB);
  const lost = t.proxy.inject({ on: isCreate, action: { kind: 'lose-answer' } });
  const run = await t.run('lost create');
  expect(lost()).toBe(1);
  await expectWhole('lost create', sha256, run);
});

test('ended after the last step was sent: a look settles it, and nothing is sent again', async () => {
  const name = 'killed at complete';
  const sha256 = await t.folder.write(name, 40 * MIB);
  let first: UploadRun | undefined;
  let kept: KeptItem | undefined;
  const fired = t.proxy.inject({
    on: isComplete,
    after: async () => {
      kept = keptAt(first);
    },
  });
  first = await t.start(name);
  await first.done;
  expect(fired()).toBe(1);
  // The last line may not have been kept.
  kept?.upload?.parts.pop();
  t.proxy.seen.length = 0;
  const run = await t.run(name, {}, kept);
  expect(t.proxy.seen.map(({ method }) => method)).toEqual(['GET', 'HEAD']);
  expect(run.ports.notices).toEqual([]);
  await expectWhole(name, sha256, run);
});

test('the answer to the last step is lost, and the upload is gone: the object is ours', async () => {
  const sha256 = await t.folder.write('lost answer', 24 * MIB);
  const lost = t.proxy.inject({ on: isComplete, action: { kind: 'lose-answer' } });
  // As Amazon answers; Ceph completes an upload a second time.
  const gone = t.proxy.inject({ on: isComplete, action: s3Error(404, 'NoSuchUpload') });
  const run = await t.run('lost answer');
  expect([lost(), gone()]).toEqual([1, 1]);
  expect(partNumbers(t.proxy.seen)).toEqual([1, 2, 3]);
  expect(run.ports.notices).toEqual([]);
  await expectWhole('lost answer', sha256, run);
});

test('the answer to the last step is lost, and the server would do it again', async () => {
  const sha256 = await t.folder.write('again', 24 * MIB);
  const lost = t.proxy.inject({ on: isComplete, action: { kind: 'lose-answer' } });
  const run = await t.run('again');
  expect(lost()).toBe(1);
  expect(partNumbers(t.proxy.seen)).toEqual([1, 2, 3]);
  await expectWhole('again', sha256, run);
});

test('an upload that somebody removed at its end is no success, though another object of that size has its name', async () => {
  await t.folder.write('taken', 24 * MIB);
  await t.run('taken');
  t.proxy.seen.length = 0;
  const sha256 = await t.folder.write('taken', 24 * MIB);
  const gone = t.proxy.inject({ on: isComplete, action: s3Error(404, 'NoSuchUpload') });
  const run = await t.run('taken');
  expect(gone()).toBe(1);
  expect(partNumbers(t.proxy.seen)).toEqual([1, 1, 2, 2, 3, 3]);
  expect(run.ports.notices).toEqual(restarted('taken'));
  expect((await readObject(t.client, t.bucket, 'taken')).sha256).toBe(sha256);
});

test('an error document with status 200 is no success of the last step', async () => {
  const sha256 = await t.folder.write('late error', 24 * MIB);
  const failed = t.proxy.inject({ on: isComplete, action: s3Error(200, 'InternalError') });
  const run = await t.run('late error');
  expect(failed()).toBe(1);
  expect(t.proxy.seen.filter(isComplete)).toHaveLength(2);
  await expectWhole('late error', sha256, run);
});

test('an upload that was removed while nothing ran is begun anew, and told about', async () => {
  const { kept, sha256, uploadId } = await interrupted('expired', 2);
  await t.client.send(new AbortMultipartUploadCommand({ Bucket: t.bucket, Key: 'expired', UploadId: uploadId }));
  const run = await t.run('expired', {}, kept);
  expect(partNumbers(t.proxy.seen)).toEqual([1, 2, 3, 4, 5]);
  expect(run.ports.notices).toEqual(restarted('expired'));
  await expectWhole('expired', sha256, run);
});

test('an upload that is removed in the middle is begun anew, and told about', async () => {
  const sha256 = await t.folder.write('removed', 40 * MIB);
  let run: UploadRun | undefined;
  const fired = t.proxy.inject({
    on: isPart(3),
    before: async () => {
      const uploadId = run?.journal.kept().upload?.record.uploadId ?? '';
      await t.client.send(new AbortMultipartUploadCommand({ Bucket: t.bucket, Key: 'removed', UploadId: uploadId }));
    },
    // As the server would answer too, but when it has read the part.
    action: s3Error(404, 'NoSuchUpload'),
  });
  run = await t.start('removed', oneByOne);
  await run.done;
  expect(fired()).toBe(1);
  expect(partNumbers(t.proxy.seen)).toEqual([1, 1, 2, 2, 3, 3, 4, 5]);
  expect(run.ports.notices).toEqual(restarted('removed'));
  await expectWhole('removed', sha256, run);
});

test('a server that loses every upload is given up after a few', async () => {
  await t.folder.write('forgetful', 24 * MIB);
  const gone = t.proxy.inject({ on: isPart(1), action: s3Error(404, 'NoSuchUpload'), times: 1000 });
  const run = await t.start('forgetful');
  await expect(run.done).rejects.toMatchObject({ data: { code: 'not-found' } });
  expect(gone()).toBe(6);
  expect(run.ports.meter.done()).toBe(0);
  expect(await t.exists('forgetful')).toBe(false);
});

const tokenOf = async (key: string) =>
  (await t.client.send(new HeadObjectCommand({ Bucket: t.bucket, Key: key }))).Metadata?.['stave-upload'];

test('ETags that are no MD5s raise no alarm, and parts that were kept with theirs are not sent again', async () => {
  const fired = t.proxy.inject({
    on: () => true,
    action: foreignETags(t.server.connection.secretAccessKey),
    times: 1000,
  });
  const { kept, sha256 } = await interrupted('opaque', 2);
  const run = await t.run('opaque', {}, kept);
  expect(fired()).toBeGreaterThan(5);
  expect(partNumbers(t.proxy.seen)).toEqual([3, 4, 5]);
  expect(run.ports.notices).toEqual([]);
  await expectWhole('opaque', sha256, run);
  expect(await tokenOf('opaque')).toBeUndefined();
});

test('where ETags are known to say nothing, a token tells that the object is ours', async () => {
  const sha256 = await t.folder.write('token', 24 * MIB);
  const secret = t.server.connection.secretAccessKey;
  const lost = t.proxy.inject({ on: isComplete, action: { kind: 'lose-answer' } });
  const gone = t.proxy.inject({ on: isComplete, action: s3Error(404, 'NoSuchUpload') });
  const foreign = t.proxy.inject({ on: () => true, action: foreignETags(secret), times: 1000 });
  const run = await t.run('token', { partEtags: 'opaque' });
  expect([lost(), gone(), foreign() > 0]).toEqual([1, 1, true]);
  expect(partNumbers(t.proxy.seen)).toEqual([1, 2, 3]);
  await expectWhole('token', sha256, run);
  expect(await tokenOf('token')).toMatch(/^[0-9a-f-]{36}$/);
});

test('a last step that cannot be settled is done again with a token, never taken for a success', async () => {
  const sha256 = await t.folder.write('unsettled', 24 * MIB);
  const secret = t.server.connection.secretAccessKey;
  // Twice: without a token, and with one.
  const faults = [{ kind: 'lose-answer' } as const, s3Error(404, 'NoSuchUpload')];
  const fired = [...faults, ...faults].map((action) => t.proxy.inject({ on: isComplete, action }));
  const foreign = t.proxy.inject({ on: () => true, action: foreignETags(secret), times: 1000 });
  const run = await t.run('unsettled');
  expect(fired.map((count) => count())).toEqual([1, 1, 1, 1]);
  expect(foreign()).toBeGreaterThan(0);
  expect(partNumbers(t.proxy.seen)).toEqual([1, 1, 2, 2, 3, 3]);
  expect(run.ports.notices).toEqual(restarted('unsettled'));
  await expectWhole('unsettled', sha256, run);
  expect(await tokenOf('unsettled')).toMatch(/^[0-9a-f-]{36}$/);
});

test('a part that fails for ever fails its file; what is there stays for another try', async () => {
  const name = 'for ever';
  const sha256 = await t.folder.write(name, 40 * MIB);
  const fired = t.proxy.inject({ on: isPart(3), action: s3Error(500, 'InternalError'), times: 7 });
  const run = await t.start(name, oneByOne);
  await expect(run.done).rejects.toMatchObject({ data: { code: 'server-error' } });
  expect(fired()).toBe(7);
  expect(run.ports.meter.done()).toBe(0);
  const kept = run.journal.kept();
  expect(await t.partsOf(name, kept.upload?.record.uploadId ?? '')).toHaveLength(2);
  t.proxy.seen.length = 0;
  const next = await t.run(name, {}, kept);
  expect(partNumbers(t.proxy.seen)).toEqual([3, 4, 5]);
  await expectWhole(name, sha256, next);
});
