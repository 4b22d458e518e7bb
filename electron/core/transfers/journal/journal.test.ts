import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ErrorData } from '../../../../shared/errors.ts';
import type { JobSnapshot } from '../../../../shared/transfer.ts';
import {
  createJournalFixture,
  doneJob,
  type JournalFixture,
  jobRecord,
  planOf,
  type TestItem,
  uploadRecord,
} from '../../testing/journalFixture.ts';
import { createMemoryLogger } from '../../testing/memoryLogger.ts';
import type { JobSpec } from '../engine.ts';
import { openJournal } from './open.ts';
import type { PartRecord } from './records.ts';

let fixture: JournalFixture;
beforeEach(() => {
  fixture = createJournalFixture();
});
afterEach(() => {
  vi.useRealTimers();
  fixture.remove();
});

const error: ErrorData = {
  code: 'access-denied',
  message: 'no',
  retryable: false,
  s3Code: 'AccessDenied',
  status: 403,
  requestId: 'r1',
  retryAfterMs: 5,
  details: { key: 'a' },
};

test('is made for this user alone, in a folder that is made too', () => {
  fixture.open();
  expect(statSync(fixture.file).mode & 0o777).toBe(0o600);
  expect(statSync(`${fixture.file}-wal`).mode & 0o777).toBe(0o600);
});

test('is one file when it is closed', () => {
  fixture.open().saveJob(jobRecord('a'));
  fixture.close();
  expect(existsSync(fixture.file)).toBe(true);
  expect(existsSync(`${fixture.file}-wal`)).toBe(false);
});

const SPECS: JobSpec[] = [
  { kind: 'upload', connectionId: 'c', bucket: 'b', prefix: 'p/', paths: ['/ä', '/\ud800'], conflicts: 'if-changed' },
  {
    kind: 'upload-files',
    connectionId: 'c',
    bucket: 'b',
    prefix: 'in/',
    title: 'Orders',
    files: [
      { path: '/a', name: 'a', key: 'in/a', identity: uploadRecord.identity },
      { path: '/b', name: 'b', key: 'in/b', identity: null, wasTried: true },
    ],
  },
  {
    kind: 'download',
    connectionId: 'c',
    bucket: 'b',
    base: '',
    keys: ['k\u0000'],
    prefixes: ['p/'],
    folder: '/f',
    conflicts: 'ask',
  },
  {
    kind: 'download-version',
    connectionId: 'c',
    bucket: 'b',
    key: 'k',
    versionId: 'v',
    folder: '/f',
    conflicts: 'skip',
  },
  { kind: 'delete', connectionId: 'c', bucket: 'b', keys: ['k'], prefixes: [] },
];

test.each(SPECS)('keeps a job of kind $kind with all of its fields', (spec) => {
  const job = jobRecord('a', {
    state: 'waiting',
    name: 'a.jpeg',
    localFolder: 'Downloads',
    rule: 'Orders',
    order: -1.5,
    speed: 12.5,
    etaSeconds: 3,
    waiting: { reason: 'throttled', until: '2026-01-01T00:00:08.000Z', error },
    interrupted: true,
    canRetry: true,
    error,
    problems: [{ name: 'x', error }],
    notices: [{ kind: 'kept-both', name: 'x', detail: 'x (2)' }],
    noticeCount: 1,
    question: {
      questionId: 1,
      name: 'x',
      existing: { size: 1, modified: 'then' },
      incoming: { size: 2, modified: 'now' },
      others: 3,
    },
  });
  const kept = { ...job, spec, isPaused: true };
  fixture.open().saveJob(kept);
  expect(fixture.open().jobs()).toEqual({ jobs: [kept], damaged: [] });
});

test('has the jobs of the list in their order, the ended ones among them, and the cleared ones not', () => {
  const journal = fixture.open();
  for (const [id, order] of [['a', 3] as const, ['b', -1] as const, ['c', 2] as const])
    journal.saveJob(jobRecord(id, { order }));
  journal.saveJob(doneJob('d', 0, { order: 1 }));
  journal.saveJob(jobRecord('a', { order: 0 }));
  journal.clearJob('c');
  expect(
    fixture
      .open()
      .jobs()
      .jobs.map((it) => it.id),
  ).toEqual(['b', 'a', 'd']);
});

test('keeps a plan together with the fact that there is one, and how items ended', () => {
  const journal = fixture.open();
  journal.saveJob(jobRecord('a'));
  const [first, ...rest] = planOf(120);
  if (!first) throw new Error('no item');
  journal.savePlan('a', [{ ...first, state: 'skipped', error: null }, ...rest]);
  journal.endItem('a', 1, { state: 'done', error: null });
  journal.endItem('a', 2, { state: 'failed', error });
  journal.endItem('a', 3, { state: 'failed', error });
  journal.endItem('a', 3, { state: 'open', error: null });

  const again = fixture.open();
  expect(again.jobs().jobs[0]?.isPlanned).toBe(true);
  const items = again.items<TestItem>('a');
  expect(items.map(({ index, item, replace }) => ({ index, item, replace }))).toEqual(
    planOf(120).map(({ index, item, replace }) => ({ index, item, replace })),
  );
  expect(items.slice(0, 5).map((it) => [it.state, it.error])).toEqual([
    ['skipped', null],
    ['done', null],
    ['failed', error],
    ['open', null],
    ['open', null],
  ]);
});

const arrived = { etag: 'e', versionId: 'v', size: 5 };

test('what an upload has made is kept with its end, by which its record goes', () => {
  const journal = fixture.open();
  journal.saveJob(jobRecord('a'));
  journal.savePlan('a', planOf(3));
  journal.endItem('a', 0, { state: 'done', error: null, arrived });
  const item = journal.item('a', 1);
  item.saveUpload(uploadRecord);
  item.endUpload({ ...arrived, versionId: null });
  const again = fixture.open();
  expect(again.item('a', 1).upload()).toBeNull();
  expect(again.items('a').map((it) => [it.state, it.arrived])).toEqual([
    ['done', arrived],
    ['done', { ...arrived, versionId: null }],
    ['open', undefined],
  ]);
});

test('records of an older program are read: jobs of no rule', () => {
  const { rule: _, ...snapshot } = jobRecord('a').snapshot;
  const journal = fixture.open();
  // What it has written.
  journal.saveJob({ ...jobRecord('a'), snapshot: snapshot as JobSnapshot });
  expect(fixture.open().jobs()).toEqual({ jobs: [jobRecord('a')], damaged: [] });
});

test('a job is known after it was cleared, and kept anew it is on the list again, with nothing of the former', () => {
  const journal = fixture.open();
  journal.saveJob(doneJob('a', 0));
  journal.savePlan('a', planOf(2));
  journal.clearJob('a');
  const again = fixture.open();
  expect([again.isKnown('a'), again.isKnown('b')]).toEqual([true, false]);
  expect(again.jobs().jobs).toEqual([]);
  again.saveAnew(jobRecord('a'));
  expect(fixture.open().jobs().jobs).toEqual([jobRecord('a')]);
});

test('a new plan takes the place of the former', () => {
  const journal = fixture.open();
  journal.saveJob(jobRecord('a'));
  journal.savePlan('a', planOf(5));
  journal.endItem('a', 0, { state: 'done', error: null });
  journal.savePlan('a', planOf(3));
  expect(journal.items('a').map((it) => it.state)).toEqual(['open', 'open', 'open']);
  expect(fixture.open().jobs().damaged).toEqual([]);
});

test('the plan of a job that is not known is refused, and nothing of it stays', () => {
  const journal = fixture.open();
  expect(() => journal.savePlan('a', planOf(3))).toThrow('no job a');
  journal.saveJob(jobRecord('a'));
  expect(journal.items('a')).toEqual([]);
});

test('another upload of an item forgets the parts of the former', () => {
  const journal = fixture.open();
  journal.saveJob(jobRecord('a'));
  const item = journal.item('a', 0);
  item.saveUpload({ ...uploadRecord, phase: 'intent', uploadId: null });
  item.saveUpload(uploadRecord);
  item.addPart({ number: 2, etag: '"2"', md5: 'b', crc32: 'c' });
  item.addPart({ number: 1, etag: '"1"', md5: 'a' });
  item.saveUpload({ ...uploadRecord, phase: 'completing' });
  expect(fixture.open().item('a', 0).upload()).toEqual({
    record: { ...uploadRecord, phase: 'completing' },
    parts: [
      { number: 1, etag: '"1"', md5: 'a' },
      { number: 2, etag: '"2"', md5: 'b', crc32: 'c' },
    ],
  });
  const again = fixture.open().item('a', 0);
  again.saveUpload({ ...uploadRecord, uploadId: 'upload-2' });
  expect(again.upload()?.parts).toEqual([]);
  again.endUpload();
  expect(again.upload()).toBeNull();
});

test('what is left of cancelled and cleared jobs is told until it is removed, also when the history is forgotten', () => {
  const journal = fixture.open();
  const download = { temporary: '/tmp/.a.part', etag: '"a"', size: 5, done: [] };
  for (const id of ['live', 'cancelled', 'cleared', 'failed']) {
    journal.saveJob(jobRecord(id, { connectionId: `of-${id}` }));
    journal.item(id, 0).saveUpload(uploadRecord);
    journal.item(id, 1).saveDownload(download);
  }
  expect(journal.leftovers()).toEqual([]);
  journal.saveJob(jobRecord('cancelled', { connectionId: 'of-cancelled', state: 'cancelled', endedAt: '2026-01-01' }));
  journal.saveJob(jobRecord('failed', { connectionId: 'of-failed', state: 'failed', endedAt: '2026-01-01' }));
  journal.saveJob(jobRecord('cleared', { connectionId: 'of-cleared', state: 'failed', endedAt: '2026-01-01' }));
  journal.clearJob('cleared');
  journal.clearHistory();

  const again = fixture.open();
  expect(again.leftovers()).toEqual(
    expect.arrayContaining([
      { kind: 'upload', jobId: 'cancelled', index: 0, connectionId: 'of-cancelled', record: uploadRecord },
      { kind: 'upload', jobId: 'cleared', index: 0, connectionId: 'of-cleared', record: uploadRecord },
      { kind: 'download', jobId: 'cancelled', index: 1, temporary: '/tmp/.a.part' },
      { kind: 'download', jobId: 'cleared', index: 1, temporary: '/tmp/.a.part' },
    ]),
  );
  expect(again.leftovers()).toHaveLength(4);
  for (const { kind, jobId, index } of again.leftovers()) {
    const item = again.item(jobId, index);
    if (kind === 'upload') item.endUpload();
    else item.endDownload();
  }
  expect(fixture.open().leftovers()).toEqual([]);
});

test('parts and ends are kept after 100 ms at the latest, without another call', () => {
  vi.useFakeTimers();
  const journal = fixture.open();
  journal.saveJob(jobRecord('a'));
  journal.savePlan('a', planOf(2));
  const before = statSync(`${fixture.file}-wal`).size;
  journal.item('a', 0).addPart({ number: 1, etag: '"1"', md5: 'a' });
  journal.endItem('a', 1, { state: 'done', error: null });
  vi.advanceTimersByTime(99);
  expect(statSync(`${fixture.file}-wal`).size).toBe(before);
  vi.advanceTimersByTime(1);
  expect(statSync(`${fixture.file}-wal`).size).toBeGreaterThan(before);
});

test('50,000 items are kept, and read again, in less than two seconds each', { timeout: 30_000 }, () => {
  const plan = planOf(50_000);
  const journal = fixture.open();
  journal.saveJob(jobRecord('a'));
  const started = performance.now();
  journal.savePlan('a', plan);
  const saved = performance.now();
  const again = fixture.open();
  expect(again.jobs().jobs).toHaveLength(1);
  const opened = performance.now();
  expect(again.items('a')).toHaveLength(50_000);
  expect(saved - started).toBeLessThan(2000);
  expect(opened - saved).toBeLessThan(2000);
  expect(performance.now() - opened).toBeLessThan(2000);
});

test('a path that cannot be a file is an error of the disk', () => {
  const open = (file: string) => () => openJournal({ file, logger: createMemoryLogger(), now: Date.now });
  mkdirSync(fixture.file, { recursive: true });
  expect(open(fixture.file)).toThrow(expect.objectContaining({ data: expect.objectContaining({ code: 'local-io' }) }));
  const plain = join(dirname(fixture.file), 'plain');
  writeFileSync(plain, '');
  expect(open(join(plain, 'journal.db'))).toThrow(
    expect.objectContaining({ data: expect.objectContaining({ code: expect.stringMatching(/^local-/) }) }),
  );
});

test('whatever is kept of an item is there again, in whatever order it came', { timeout: 60_000 }, () => {
  const part = fc.record({ number: fc.integer({ min: 1, max: 5 }), etag: fc.string(), md5: fc.string() });
  const range = fc.tuple(fc.nat(), fc.nat());
  const command = fc.oneof(
    fc.record({ do: fc.constant('upload' as const), id: fc.constantFrom('u1', 'u2') }),
    fc.record({ do: fc.constant('part' as const), part }),
    fc.record({ do: fc.constant('endUpload' as const) }),
    fc.record({ do: fc.constant('download' as const), done: fc.array(range, { maxLength: 3 }) }),
    fc.record({ do: fc.constant('endDownload' as const) }),
    fc.record({ do: fc.constant('reopen' as const) }),
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
      const own = createJournalFixture();
      try {
        own.open().saveJob(jobRecord('a'));
        let item = own.open().item('a', 7);
        let uploadId: string | null = null;
        let parts = new Map<number, PartRecord>();
        let done: [number, number][] | null = null;
        for (const it of commands) {
          if (it.do === 'upload') {
            if (uploadId !== it.id) parts = new Map();
            uploadId = it.id;
            item.saveUpload({ ...uploadRecord, uploadId });
          } else if (it.do === 'part' && uploadId !== null) {
            parts.set(it.part.number, it.part);
            item.addPart(it.part);
          } else if (it.do === 'endUpload') {
            uploadId = null;
            parts = new Map();
            item.endUpload();
          } else if (it.do === 'download') {
            done = it.done;
            item.saveDownload({ temporary: '/t', etag: '"e"', size: 1, done });
          } else if (it.do === 'endDownload') {
            done = null;
            item.endDownload();
          } else if (it.do === 'reopen') {
            item = own.open().item('a', 7);
          }
          const upload = item.upload();
          expect(upload?.record.uploadId ?? null).toBe(uploadId);
          expect(upload?.parts ?? []).toEqual([...parts.values()].sort((a, b) => a.number - b.number));
          expect(item.download()?.done ?? null).toEqual(done);
        }
        expect(own.log).toEqual([]);
      } finally {
        own.remove();
      }
    }),
    { numRuns: 40 },
  );
});
