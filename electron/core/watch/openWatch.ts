import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TransfersChanged } from '../../../shared/contract/transfers.ts';
import type { WatchRule } from '../../../shared/watch/rule.ts';
import type { LogEntry } from '../../../shared/watch/state.ts';
import type { DataEngine } from '../data/dataEngine.ts';
import { localError } from '../localErrors.ts';
import type { Clock, Logger } from '../ports.ts';
import type { Sqlite } from '../storage/sqlite.ts';
import { openWatchDatabase } from './database.ts';
import type { StillnessRule } from './folder/folderWatcher.ts';
import { createLedger, type Ledger } from './ledger/ledger.ts';
import { createWatchLog } from './log/createWatchLog.ts';
import type { WatchLog } from './log/watchLog.ts';
import { createOutputs } from './pipeline/outputs.ts';
import { createPipeline, type Pipeline } from './pipeline/pipeline.ts';
import type { SenderEngine } from './pipeline/sender.ts';
import { logFolderOf } from './rules/resolveDraft.ts';
import type { RuleStore } from './rules/ruleStore.ts';

export type OpenDeps = {
  profile: string;
  rules: RuleStore;
  /** The ids of all connections. */
  connections: () => Promise<ReadonlySet<string>>;
  engine: SenderEngine;
  data: DataEngine;
  uploadLog: (rule: WatchRule, bytes: Buffer) => Promise<{ versionId: string | null }>;
  clock: Clock;
  logger: Logger;
  quiet: StillnessRule | undefined;
  /** Calls it with what the transfer engine tells, from now on. */
  follow: (hear: (change: TransfersChanged) => void) => void;
  onTouched: (ruleId: string) => void;
  onLogged: (entries: LogEntry[]) => void;
};

/** Watched folders at work. */
export type OpenWatch = {
  ledger: Ledger;
  log: WatchLog;
  pipeline: Pipeline;
  /** Lets all rest where it is. Bounded: 5 s, and what the last uploads of logs may take. */
  close(): Promise<void>;
};

const CLOSE_MS = 5000;

/** Opens the ledger and begins. Throws AppErrors of the database and of the disk; then nothing is left open. */
export async function openWatch(deps: OpenDeps): Promise<OpenWatch> {
  const { profile, clock, logger } = deps;
  const file = join(profile, 'watch.db');
  const list = await deps.rules.list();
  const connections = await deps.connections();
  await makeFolder(logFolderOf(profile));
  const db = openWatchDatabase({ file, logger, now: clock.now });
  const ledger = createLedger({ db, file, logger });
  // The pipeline knows the rules that are there; it writes to the log, and so comes after it.
  let ruleOf: (ruleId: string) => WatchRule | null = () => null;
  const log = createWatchLog({ ...deps, db, ruleOf: (ruleId) => ruleOf(ruleId) });
  const outputs = createOutputs({ folder: join(profile, 'watch', 'outputs'), logger });
  const pipeline = createPipeline({ ...deps, ledger, log, outputs });
  ruleOf = (ruleId) => pipeline.get(ruleId)?.rule() ?? null;
  deps.follow(pipeline.hear);
  const close = () => closeAll({ db, ledger, log, pipeline, clock, logger });
  try {
    await pipeline.begin(list, (id) => connections.has(id));
  } catch (error) {
    await close();
    throw error;
  }
  return { ledger, log, pipeline, close };
}

/** Throws local errors. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw localError(error, dirname(path));
  }
}

/** False when it takes too long. */
async function inTime(work: Promise<void>, clock: Clock): Promise<boolean> {
  const done = new AbortController();
  const timeout = clock.sleep(CLOSE_MS, done.signal).then(
    () => false,
    () => false,
  );
  try {
    return await Promise.race([work.then(() => true), timeout]);
  } finally {
    done.abort();
  }
}

async function closeAll(open: {
  db: Sqlite;
  ledger: Ledger;
  log: WatchLog;
  pipeline: Pipeline;
  clock: Clock;
  logger: Logger;
}): Promise<void> {
  const { db, ledger, log, pipeline, clock, logger } = open;
  if (!(await inTime(pipeline.close(), clock))) logger.warn('watched folders were closed before all work had ended');
  ledger.close();
  await log.close();
  try {
    // Nobody asks it any more: that would end the process.
    db.release();
  } catch (error) {
    logger.warn('the file of watched folders could not be closed in one piece', { cause: String(error) });
  }
}
