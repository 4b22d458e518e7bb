import { readFile, utimes, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { ConflictAnswer } from '../../../shared/transfer.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import { engineFixture } from '../testing/engineFixture.ts';
import { listKeys, readObject } from '../testing/readBack.ts';

const t = engineFixture();

/** Answers the questions of a job as they come, and answers with the names that were asked about. */
async function answerAll(jobId: string, answers: { answer: ConflictAnswer; forAll: boolean }[]) {
  const asked: { name: string; others: number }[] = [];
  let last = 0;
  for (const { answer, forAll } of answers) {
    const { question } = await t.until(jobId, (job) => job.question !== null && job.question.questionId !== last);
    if (!question) throw new Error('no question');
    last = question.questionId;
    asked.push({ name: question.name, others: question.others });
    await t.engine.answer(jobId, last, answer, forAll);
  }
  return asked;
}

test('a name that exists is asked about before a byte moves, and skipped or overwritten', async () => {
  const old = await t.folder.write('file', 100);
  await t.upload('ask/', 'file');
  const fresh = await t.folder.write('file', 250);

  const skipping = await t.submitUpload('ask/', 'file');
  const { question, state, bytes } = await t.until(skipping, (job) => job.question !== null);
  expect(state).toBe('needs-answer');
  expect(bytes.done).toBe(0);
  expect(question).toMatchObject({ name: 'file', existing: { size: 100 }, incoming: { size: 250 }, others: 0 });
  expect(Date.parse(question?.existing.modified ?? '')).toBeGreaterThan(Date.now() - 60_000);
  // An answer to a question that is not asked changes nothing.
  await t.engine.answer(skipping, (question?.questionId ?? 0) + 1, 'overwrite', true);
  await t.engine.answer(skipping, question?.questionId ?? 0, 'skip', false);
  expect(await t.untilEnded(skipping)).toMatchObject({
    state: 'done',
    question: null,
    items: { total: 1, done: 0, failed: 0, skipped: 1 },
    bytes: { total: 0, done: 0 },
    notices: [{ kind: 'exists-skipped', name: 'file' }],
  });
  expect((await readObject(t.client, t.bucket, 'ask/file')).sha256).toBe(old);

  const overwriting = await t.submitUpload('ask/', 'file');
  await answerAll(overwriting, [{ answer: 'overwrite', forAll: false }]);
  expect(await t.untilEnded(overwriting)).toMatchObject({ state: 'done', items: { done: 1 } });
  expect((await readObject(t.client, t.bucket, 'ask/file')).sha256).toBe(fresh);
});

test('one question at a time, until an answer is for all', async () => {
  for (const name of ['a', 'b', 'c', 'd']) await t.folder.write(`some/${name}`, 10);
  await t.upload('each/', 'some');
  await t.folder.write('some/new', 10);
  const sums = new Map<string, string>();
  for (const name of ['a', 'b', 'c', 'd']) sums.set(name, await t.folder.write(`some/${name}`, 20));
  const jobId = await t.submitUpload('each/', 'some');
  const asked = await answerAll(jobId, [
    { answer: 'skip', forAll: false },
    { answer: 'overwrite', forAll: true },
  ]);
  const job = await t.untilEnded(jobId);
  expect(asked.map(({ others }) => others)).toEqual([3, 2]);
  expect(job).toMatchObject({ state: 'done', items: { total: 5, done: 4, skipped: 1 } });
  expect(job.notices).toEqual([{ kind: 'exists-skipped', name: asked[0]?.name }]);
  for (const [name, sha256] of sums) {
    const found = await readObject(t.client, t.bucket, `each/some/${name}`);
    expect(found.sha256 === sha256).toBe(`some/${name}` !== asked[0]?.name);
  }
});

test('a job that waits for its answer can be cancelled, and holds up no other', async () => {
  await t.folder.write('file', 10);
  await t.upload('wait/', 'file');
  await t.restart({ limits: { jobsAtOnce: 1 } });
  const waiting = await t.submitUpload('wait/', 'file');
  await t.until(waiting, (job) => job.state === 'needs-answer');
  expect((await t.untilEnded(await t.submitUpload('wait/other/', 'file'))).state).toBe('done');
  await t.engine.cancel(waiting);
  expect((await t.engine.snapshot()).jobs[0]).toMatchObject({ id: waiting, state: 'cancelled', question: null });
});

test('many names: those that exist are found by listing, whatever stands between them', async () => {
  const name = (i: number) => `f${String(i).padStart(3, '0')}`;
  for (let i = 0; i < 60; i += 2) await t.folder.write(`first/deep/${name(i)}`, 10);
  await t.folder.write('first/deep/sub/x', 10);
  const first = await t.submit('upload', { prefix: 'list/', paths: [t.folder.at('first/deep')] });
  expect(await t.untilEnded(first)).toMatchObject({ state: 'done' });
  for (let i = 0; i < 60; i += 1) await t.folder.write(`second/deep/${name(i)}`, 20);
  const paths = [t.folder.at('second/deep')];
  const jobId = await t.submit('upload', { prefix: 'list/', paths });
  const { question } = await t.until(jobId, (job) => job.question !== null);
  expect(question?.others).toBe(29);
  await answerAll(jobId, [{ answer: 'skip', forAll: true }]);
  expect(await t.untilEnded(jobId)).toMatchObject({ state: 'done', items: { total: 60, done: 30, skipped: 30 } });
  expect((await listKeys(t.client, t.bucket, 'list/deep/')).length).toBe(61);
});

test('a file that exists in the chosen folder is asked about, and replaced only as a whole', async () => {
  const sha256 = await t.folder.write('up/report.txt', 5000);
  await t.folder.write('up/other.txt', 10);
  await t.upload('', 'up');
  await t.folder.write('down/.keep', 0);
  await writeFile(t.folder.at('down/report.txt'), 'mine');
  const spec = { base: 'up/', keys: ['up/report.txt', 'up/other.txt'], prefixes: [], folder: t.folder.at('down') };

  const skipping = await t.submit('download', spec);
  const { question } = await t.until(skipping, (job) => job.question !== null);
  expect(question).toMatchObject({ name: 'report.txt', existing: { size: 4 }, incoming: { size: 5000 }, others: 0 });
  await answerAll(skipping, [{ answer: 'skip', forAll: false }]);
  expect(await t.untilEnded(skipping)).toMatchObject({ state: 'done', items: { total: 2, done: 1, skipped: 1 } });
  expect(await readFile(t.folder.at('down/report.txt'), 'utf8')).toBe('mine');

  const overwriting = await t.submit('download', { ...spec, keys: ['up/report.txt'] });
  await answerAll(overwriting, [{ answer: 'overwrite', forAll: false }]);
  expect(await t.untilEnded(overwriting)).toMatchObject({ state: 'done', items: { done: 1 } });
  expect(await t.folder.sha256('down/report.txt')).toBe(sha256);
});

test('a file that appears during its download is not overwritten', async () => {
  await t.folder.write('up2/report.txt', 5000);
  await t.upload('', 'up2');
  await t.folder.write('down/.keep', 0);
  const spec = { base: 'up2/', keys: ['up2/report.txt'], prefixes: [], folder: t.folder.at('down') };
  await t.restart({
    createStore: (connection) => {
      const store = createObjectStore(connection, 'transfer');
      return {
        ...store,
        async get(address, request, signal) {
          await writeFile(t.folder.at('down/report.txt'), 'mine');
          return store.get(address, request, signal);
        },
      };
    },
  });
  const job = await t.untilEnded(await t.submit('download', spec));
  expect(job).toMatchObject({ state: 'failed', error: { code: 'name-taken' } });
  expect(await readFile(t.folder.at('down/report.txt'), 'utf8')).toBe('mine');
  expect(await t.folder.tree()).toEqual(['down/', 'down/.keep', 'down/report.txt', 'up2/', 'up2/report.txt']);
});

test('both can be kept, both ways; the other name is free, and told', async () => {
  const first = await t.folder.write('keep/report.tar.gz', 10);
  await t.upload('', 'keep');
  const second = await t.folder.write('keep/report.tar.gz', 20);
  const conflicts = 'keep-both';
  const paths = [t.folder.at('keep')];
  const uploaded = await t.untilEnded(await t.submit('upload', { prefix: '', paths, conflicts }));
  expect(uploaded).toMatchObject({ state: 'done', items: { total: 1, done: 1 } });
  expect(uploaded.notices).toEqual([
    { kind: 'kept-both', name: 'keep/report.tar.gz', detail: 'keep/report.tar (2).gz' },
  ]);
  expect(await t.untilEnded(await t.submit('upload', { prefix: '', paths, conflicts }))).toMatchObject({
    notices: [{ detail: 'keep/report.tar (3).gz' }],
  });
  expect((await readObject(t.client, t.bucket, 'keep/report.tar.gz')).sha256).toBe(first);
  expect((await readObject(t.client, t.bucket, 'keep/report.tar (2).gz')).sha256).toBe(second);

  await t.folder.write('down/report.tar.gz', 5);
  const spec = { base: 'keep/', keys: ['keep/report.tar.gz'], prefixes: [], folder: t.folder.at('down') };
  const downloaded = await t.untilEnded(await t.submit('download', { ...spec, conflicts }));
  expect(downloaded).toMatchObject({
    state: 'done',
    notices: [{ kind: 'kept-both', name: 'report.tar.gz', detail: 'report.tar (2).gz' }],
  });
  expect(await t.folder.sha256('down/report.tar (2).gz')).toBe(first);
});

test('only what is newer or of another size is overwritten, when that is wanted', async () => {
  const old = new Date(Date.now() - 3_600_000);
  for (const name of ['same', 'larger', 'newer']) {
    await t.folder.write(`if/${name}`, 10);
    await utimes(t.folder.at(`if/${name}`), old, old);
  }
  await t.upload('', 'if');
  const larger = await t.folder.write('if/larger', 11);
  await utimes(t.folder.at('if/larger'), old, old);
  const newer = await t.folder.write('if/newer', 10);
  const soon = new Date(Date.now() + 60_000);
  await utimes(t.folder.at('if/newer'), soon, soon);
  const job = await t.untilEnded(
    await t.submit('upload', { prefix: '', paths: [t.folder.at('if')], conflicts: 'if-changed' }),
  );
  expect(job).toMatchObject({ state: 'done', items: { total: 3, done: 2, skipped: 1 } });
  expect(job.notices).toEqual([{ kind: 'unchanged-skipped', name: 'if/same' }]);
  expect((await readObject(t.client, t.bucket, 'if/larger')).sha256).toBe(larger);
  expect((await readObject(t.client, t.bucket, 'if/newer')).sha256).toBe(newer);
});
