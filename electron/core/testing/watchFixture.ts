import { cpSync, existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { ConnectionSummary } from '../../../shared/contract/connections.ts';
import type { ObjectVersion } from '../../../shared/contract/versions.ts';
import { appError } from '../../../shared/errors.ts';
import type { Events, Topic } from '../../../shared/events.ts';
import type { RuleDraft } from '../../../shared/watch/rule.ts';
import type { LogEntry, LogStep, RuleSnapshot } from '../../../shared/watch/state.ts';
import type { DataEngine } from '../data/dataEngine.ts';
import { createPathGrants } from '../pathGrants.ts';
import type { S3Connection } from '../s3/connection.ts';
import { createStorePool, type StorePool } from '../s3/storePool.ts';
import { deferred } from '../transfers/deferred.ts';
import type { Engine } from '../transfers/engine.ts';
import { systemClock } from '../transfers/systemClock.ts';
import { createWatchService, type WatchService } from '../watch/watchService.ts';
import { type ContractBucket, createContractBucket, setVersioning } from './contractServer.ts';
import { createTestEngine } from './engineHarness.ts';
import { createTestFolder, type TestFolder } from './localFiles.ts';
import { createMemoryLogger } from './memoryLogger.ts';
import { noData } from './noData.ts';
import { independentClient } from './readBack.ts';

/** How long a file has to be left alone here (ms). */
export const TEST_QUIET_MS = 150;

export type OpenedService = {
  service: WatchService;
  /** All lines of the log, in order. */
  entries: LogEntry[];
  /** What the window would know. */
  rules: Map<string, RuleSnapshot>;
  /** From now on nothing it asks of others comes back, as if the program had been killed. */
  kill(): void;
  close(): Promise<void>;
};

export type HeldCall = 'submitFiles' | 'filesReport' | 'clear' | 'filter';

/** What a contract test of watched folders works with; filled before each test. */
export type WatchFixture = {
  server: ContractBucket;
  bucket: string;
  client: ReturnType<typeof independentClient>;
  /** The watched folder. */
  folder: TestFolder;
  profile: TestFolder;
  engine: Engine;
  log: ReturnType<typeof createMemoryLogger>;
  opened: OpenedService;
  /** Calls of the engine and of the data process pass through these: a test may hold them up. */
  beforeCall: (call: HeldCall) => Promise<void>;
  afterCall: (call: HeldCall) => Promise<void>;
  /** What is other about the connection than the server has it. */
  changed: Partial<S3Connection>;
  /** A new service, with the test's profile unless another is given. */
  open(options?: { profile?: string }): OpenedService;
  /** A draft of a rule for the test's folder and bucket. */
  draft(changes?: Partial<RuleDraft>): RuleDraft;
  /** Makes a rule, and answers with its id when it watches. */
  rule(changes?: Partial<RuleDraft>): Promise<string>;
  /** Resolves as soon as the condition holds; looks at what the window knows whenever that changes. */
  until(condition: () => boolean): Promise<void>;
  /** The rule, when it is so. */
  untilRule(ruleId: string, condition: (rule: RuleSnapshot) => boolean): Promise<RuleSnapshot>;
  /** Steps of a file, in order. */
  steps(file: string): LogStep[];
  /** All versions below a prefix. */
  versions(prefix?: string): Promise<ObjectVersion[]>;
  /** A copy of the profile as it is now. */
  copyProfile(): Promise<string>;
};

/** One versioned bucket and one data engine for the test file; a new engine, profile and folder for each test. */
export function watchFixture(makeData: () => DataEngine = () => noData): WatchFixture {
  // Filled by the hooks below, before any test sees it.
  const t = {} as WatchFixture;
  let stores: StorePool;
  let data: DataEngine;
  let services: OpenedService[] = [];
  let copies: TestFolder[] = [];
  const listeners = new Set<() => void>();
  const wake = () => {
    for (const listener of [...listeners]) listener();
  };

  const connectionOf = async () => ({ ...t.server.connection, ...t.changed });

  t.open = (options = {}) => {
    const never = deferred<never>();
    // Nobody may wait for it.
    never.promise.catch(() => {});
    let isKilled = false;
    const entries: LogEntry[] = [];
    const rules = new Map<string, RuleSnapshot>();
    const alive = async <T>(work: () => Promise<T>): Promise<T> => {
      if (isKilled) return never.promise;
      const value = await work();
      return isKilled ? never.promise : value;
    };
    const held = <T>(call: HeldCall, work: () => Promise<T>): Promise<T> =>
      alive(async () => {
        await t.beforeCall(call);
        if (isKilled) return never.promise;
        const value = await work();
        await t.afterCall(call);
        return value;
      });
    const { engine } = t;
    const service = createWatchService({
      profile: options.profile ?? t.profile.path,
      engine: {
        submitFiles: (...args) => held('submitFiles', () => engine.submitFiles(...args)),
        filesReport: (jobId) => held('filesReport', () => engine.filesReport(jobId)),
        clear: (jobId) => held('clear', () => engine.clear(jobId)),
        cancel: (jobId) => alive(() => engine.cancel(jobId)),
        snapshot: () => alive(() => engine.snapshot()),
      },
      // One for all services of a file: its processes take a moment to start.
      data: { ...data, filter: (...args) => held('filter', () => data.filter(...args)), close: async () => {} },
      stores,
      connections: { list: async () => [summary()] },
      grants,
      clock: systemClock,
      logger: t.log,
      emit<T extends Topic>(topic: T, payload: Events[T]) {
        if (isKilled) return;
        if (topic === 'watch.logged') entries.push(...(payload as Events['watch.logged']).entries);
        if (topic === 'watch.changed') {
          const { rules: changed, removed } = payload as Events['watch.changed'];
          for (const snapshot of changed) rules.set(snapshot.rule.id, snapshot);
          for (const id of removed) rules.delete(id);
        }
        wake();
      },
      quiet: () => TEST_QUIET_MS,
    });
    const opened = {
      service,
      entries,
      rules,
      kill() {
        isKilled = true;
      },
      async close() {
        const closed = service.close();
        never.reject(appError('cancelled', 'killed'));
        await closed;
      },
    };
    services.push(opened);
    t.opened = opened;
    return opened;
  };

  const grants = createPathGrants();
  const summary = (): ConnectionSummary => {
    const { id, provider, endpoint, region, addressing, accessKeyId } = t.server.connection;
    const fields = { id, provider, endpoint, region, addressing, accessKeyId };
    return { ...fields, name: 'test', stay: 'session', openedBuckets: [], secretSet: true, tokenSet: false };
  };

  t.draft = (changes = {}) => ({
    name: 'test',
    subfolders: true,
    include: [],
    exclude: [],
    connectionId: t.server.connection.id,
    bucket: t.bucket,
    keyTemplate: 'in/{relative}',
    constants: [],
    data: null,
    logUpload: null,
    folder: grants.grant(t.folder.path, 'write'),
    afterwards: { kind: 'archive', folder: null },
    logFolder: null,
    ...changes,
  });
  t.rule = async (changes) => {
    const { ruleId } = await t.opened.service.save(null, t.draft(changes));
    await t.untilRule(ruleId, ({ state }) => state === 'watching' || state === 'working');
    return ruleId;
  };
  t.until = (condition) =>
    new Promise((resolve, reject) => {
      const look = () => {
        try {
          if (!condition()) return;
          listeners.delete(look);
          resolve();
        } catch (error) {
          listeners.delete(look);
          reject(error);
        }
      };
      listeners.add(look);
      look();
    });
  t.untilRule = async (ruleId, condition) => {
    let found: RuleSnapshot | undefined;
    await t.until(() => {
      const snapshot = t.opened.rules.get(ruleId);
      if (snapshot && condition(snapshot)) found = snapshot;
      return found !== undefined;
    });
    if (!found) throw new Error('a rule that was there is not');
    return found;
  };
  t.steps = (file) => t.opened.entries.filter((entry) => entry.file === file).map(({ step }) => step);
  t.versions = async (prefix = '') =>
    (await t.server.store.listVersionsPage({ bucket: t.bucket, prefix })).versions.filter(
      (version) => version.kind === 'version',
    );
  t.copyProfile = async () => {
    const copy = await createTestFolder();
    copies.push(copy);
    // At a stretch, so that the ledger is one moment's. Work files of the data process come and go meanwhile.
    const filter = (path: string) => existsSync(path) && !path.endsWith('.part');
    cpSync(t.profile.path, copy.path, { recursive: true, filter });
    return copy.path;
  };

  beforeAll(async () => {
    data = makeData();
    t.server = await createContractBucket();
    t.bucket = t.server.bucket;
    await setVersioning(t.server, 'Enabled');
    t.client = independentClient(t.server.connection);
  });
  afterAll(async () => {
    await data.close();
    t.client.destroy();
    await t.server.remove();
  });
  beforeEach(async () => {
    t.folder = await createTestFolder();
    t.profile = await createTestFolder();
    t.changed = {};
    t.log = createMemoryLogger();
    t.beforeCall = async () => {};
    t.afterCall = async () => {};
    services = [];
    copies = [];
    stores = createStorePool({ connectionOf });
    const { engine } = createTestEngine({
      connectionOf,
      journalFile: t.profile.at('transfers.db'),
      events: {
        changed(change) {
          for (const { service } of services) service.hear(change);
          wake();
        },
        objectsChanged() {},
      },
    });
    t.engine = engine;
    t.open();
  });
  afterEach(async () => {
    for (const { close } of services) await close();
    await t.engine.close();
    stores.close();
    for (const folder of [t.folder, t.profile, ...copies]) await folder.remove();
  });
  return t;
}
