import type { JobSnapshot } from '../../shared/transfer.ts';

/** For tests: an upload of one file, 100 bytes, running, with the fields given. */
export function testJob(more: Partial<JobSnapshot> = {}): JobSnapshot {
  return {
    id: 'a',
    kind: 'upload',
    state: 'running',
    connectionId: 'c',
    bucket: 'shop-data',
    prefix: 'in/',
    name: 'orders.csv',
    localFolder: null,
    rule: null,
    order: 0,
    items: { total: 1, done: 0, failed: 0, skipped: 0 },
    bytes: { total: 100, done: 0 },
    speed: null,
    etaSeconds: null,
    waiting: null,
    interrupted: false,
    canRetry: false,
    createdAt: '2026-11-21T10:00:00.000Z',
    endedAt: null,
    error: null,
    problems: [],
    notices: [],
    noticeCount: 0,
    question: null,
    ...more,
  };
}
