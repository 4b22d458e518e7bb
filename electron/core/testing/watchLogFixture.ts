import type { WatchRule } from '../../../shared/watch/rule.ts';
import type { LogEntry } from '../../../shared/watch/state.ts';
import type { Clock } from '../ports.ts';
import type { Sqlite } from '../storage/sqlite.ts';
import { systemClock } from '../transfers/systemClock.ts';
import { openWatchDatabase } from '../watch/database.ts';
import { createWatchLog } from '../watch/log/createWatchLog.ts';
import type { WatchLog } from '../watch/log/watchLog.ts';
import { createTestFolder, type TestFolder } from './localFiles.ts';
import { createMemoryLogger } from './memoryLogger.ts';

/** A rule that is switched on and uploads no log. */
export function watchRule(changes: Partial<WatchRule> = {}): WatchRule {
  return {
    id: 'rule-1',
    enabled: true,
    name: 'Orders',
    folder: '/in',
    subfolders: true,
    include: [],
    exclude: [],
    connectionId: 'c1',
    bucket: 'shop',
    keyTemplate: 'in/{name}',
    constants: [],
    data: null,
    afterwards: { kind: 'leave' },
    logFolder: '/logs',
    logUpload: null,
    ...changes,
  };
}

/** The log of some rules, whose files lie in a temporary folder, and what it was asked to upload. */
export type WatchLogFixture = {
  folder: TestFolder;
  rules: Map<string, WatchRule>;
  log: WatchLog;
  db: Sqlite;
  /** The bytes of each upload. */
  uploads: Buffer[];
  /** What uploads do before they are done. */
  beforeUpload: () => Promise<void>;
  told: LogEntry[];
  lines: string[];
  /** Closes it, and opens it again. */
  reopen(): Promise<void>;
  remove(): Promise<void>;
};

export async function createWatchLogFixture(clock: Clock = systemClock): Promise<WatchLogFixture> {
  const folder = await createTestFolder();
  const logger = createMemoryLogger();
  const file = folder.at('profile/watch.db');
  const rule = watchRule({ logFolder: folder.path });
  const open = () => {
    const db = openWatchDatabase({ file, logger, now: Date.now });
    const log = createWatchLog({
      db,
      ruleOf: (id) => fixture.rules.get(id) ?? null,
      async uploadLog(_, bytes) {
        await fixture.beforeUpload();
        fixture.uploads.push(bytes);
        return { versionId: `v${fixture.uploads.length}` };
      },
      clock,
      logger,
      onLogged: (entries) => fixture.told.push(...entries),
    });
    return { db, log };
  };
  const close = async () => {
    await fixture.log.close();
    fixture.db.release();
  };
  const fixture: WatchLogFixture = {
    folder,
    rules: new Map([[rule.id, rule]]),
    uploads: [],
    beforeUpload: async () => {},
    told: [],
    lines: logger.lines,
    ...open(),
    async reopen() {
      await close();
      Object.assign(fixture, open());
    },
    async remove() {
      await close();
      await folder.remove();
    },
  };
  return fixture;
}
