import { AUTO_READING } from '../../../../shared/watch/data.ts';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import type { LogEntry, RuleSnapshot } from '../../../../shared/watch/state.ts';

/** A rule for tests: rows of /data/in with an amount above 100 go to the bucket `shop`, sources to the archive. */
export function ruleOf(part: Partial<WatchRule> = {}): WatchRule {
  return {
    id: 'r1',
    name: 'Orders',
    enabled: true,
    folder: '/data/in',
    subfolders: true,
    include: ['*.csv'],
    exclude: [],
    connectionId: 'c1',
    bucket: 'shop',
    keyTemplate: 'in/{name}',
    constants: [],
    data: {
      selection: {
        reading: AUTO_READING,
        filter: {
          kind: 'comparisons',
          match: 'all',
          comparisons: [{ column: 'amount', operator: 'greater', value: '100' }],
        },
        columns: null,
        output: 'same',
      },
      others: 'upload',
    },
    afterwards: { kind: 'archive', folder: '/data/archive' },
    logFolder: '/logs',
    logUpload: null,
    ...part,
  };
}

/** A rule that watches and has nothing to do, for tests. */
export function snapshot(part: Partial<RuleSnapshot> = {}): RuleSnapshot {
  return {
    rule: ruleOf(),
    state: 'watching',
    error: null,
    polling: null,
    waiting: null,
    counts: { waiting: 0, working: 0, retrying: 0, needsYou: 0, done: 0 },
    bytesDone: 0,
    lastFile: null,
    filtering: [],
    log: { uploadedAt: null, uploads: 0, error: null },
    ...part,
  };
}

/** A line of the log, for tests. */
export function line(id: number, part: Partial<LogEntry> = {}): LogEntry {
  return {
    id,
    ruleId: 'r1',
    at: '2026-11-20T14:02:17.000Z',
    step: 'found',
    file: `orders-${id}.csv`,
    facts: {},
    ...part,
  };
}
