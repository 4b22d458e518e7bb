import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobSnapshot } from '../../../shared/transfer.ts';
import type { Journal } from '../transfers/journal/journal.ts';
import { openJournal } from '../transfers/journal/open.ts';
import type { ItemRecord, JobRecord, UploadRecord } from '../transfers/journal/records.ts';
import { createMemoryLogger } from './memoryLogger.ts';

/** A journal in a temporary folder, for tests. */
export type JournalFixture = {
  folder: string;
  file: string;
  /** Lines of all openings. */
  log: string[];
  /** Closes it, if it is open, and opens it. */
  open(now?: () => number): Journal;
  close(): void;
  remove(): void;
};

export function createJournalFixture(): JournalFixture {
  const folder = mkdtempSync(join(tmpdir(), 'stave-journal-'));
  const file = join(folder, 'profile', 'journal.db');
  const logger = createMemoryLogger();
  let current: Journal | undefined;
  const close = () => {
    current?.close();
    current = undefined;
  };
  return {
    folder,
    file,
    log: logger.lines,
    open(now = Date.now) {
      close();
      current = openJournal({ file, logger, now });
      return current;
    },
    close,
    remove() {
      close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A queued upload to `photos`. */
export function jobRecord(id: string, changes: Partial<JobSnapshot> = {}): JobRecord {
  const snapshot: JobSnapshot = {
    id,
    kind: 'upload',
    state: 'queued',
    connectionId: 'c1',
    bucket: 'photos',
    prefix: '2024/',
    name: null,
    localFolder: null,
    rule: null,
    order: 0,
    items: { total: 2, done: 0, failed: 0, skipped: 0 },
    bytes: { total: 10, done: 0 },
    speed: null,
    etaSeconds: null,
    waiting: null,
    interrupted: false,
    canRetry: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    endedAt: null,
    error: null,
    problems: [],
    notices: [],
    noticeCount: 0,
    question: null,
    ...changes,
  };
  const { connectionId, bucket, prefix } = snapshot;
  const spec = { kind: 'upload', connectionId, bucket, prefix, paths: ['/home/a'], conflicts: 'ask' } as const;
  return { id, spec: { ...spec, paths: [...spec.paths] }, isPlanned: false, isPaused: false, snapshot };
}

/** A job that was done so many ms after 2026 began. */
export function doneJob(id: string, ms: number, changes: Partial<JobSnapshot> = {}): JobRecord {
  return jobRecord(id, { state: 'done', endedAt: new Date(Date.UTC(2026, 0, 1) + ms).toISOString(), ...changes });
}

export type TestItem = { key: string; size: number };

/** So many open items. */
export function planOf(count: number): ItemRecord<TestItem>[] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    item: { key: `2024/Отпуск \u0000 "${index}".jpeg`, size: index },
    replace: index % 2 === 1,
    state: 'open',
    error: null,
  }));
}

export const uploadRecord: UploadRecord = {
  phase: 'open',
  bucket: 'photos',
  key: '2024/a.jpeg',
  uploadId: 'upload-1',
  token: null,
  partSize: 8 * 1024 * 1024,
  identity: { size: 2 ** 40, mtimeNs: '1700000000123456789', ino: '18446744073709551615', dev: '1' },
  startedAt: '2026-01-01T00:00:00.000Z',
};
