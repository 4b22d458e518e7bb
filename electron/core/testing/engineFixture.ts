import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { ConflictStrategy, JobSnapshot } from '../../../shared/transfer.ts';
import type { JobSpec } from '../transfers/engine.ts';
import { type ContractBucket, createContractBucket } from './contractServer.ts';
import { createTestEngine, type TestEngine, type TestEngineOptions } from './engineHarness.ts';
import { createTestFolder, type TestFolder } from './localFiles.ts';
import { independentClient } from './readBack.ts';

type Spec<K extends JobSpec['kind']> = Omit<
  Extract<JobSpec, { kind: K }>,
  'kind' | 'connectionId' | 'bucket' | 'conflicts'
> & { conflicts?: ConflictStrategy };

/** What an engine's contract test works with; filled before each test. */
export type EngineFixture = TestEngine & {
  server: ContractBucket;
  bucket: string;
  /** Shares nothing with the program but the server. */
  client: ReturnType<typeof independentClient>;
  folder: TestFolder;
  /** What the engine keeps from run to run. */
  kept: TestFolder;
  /** Where the engine finds the server: the server itself, or a proxy before it. */
  endpoint: string;
  /** A new engine in place of the one there is, with the same journal unless another is given. */
  restart(options?: Partial<TestEngineOptions>): Promise<void>;
  /** Submits a job in the test's bucket, and answers with its id. */
  submit<K extends JobSpec['kind']>(kind: K, spec: Spec<K>): Promise<string>;
  /** Uploads files of the folder, and answers when the job has ended. */
  upload(prefix: string, ...names: string[]): Promise<JobSnapshot>;
  submitUpload(prefix: string, ...names: string[]): Promise<string>;
};

/** One bucket for the test file; a new engine and a new local folder for each test. */
export function engineFixture(): EngineFixture {
  // Filled by the hooks below, before any test sees it.
  const t = {} as EngineFixture;

  t.restart = async (options = {}) => {
    await t.engine?.close();
    const connectionOf = async () => ({ ...t.server.connection, endpoint: t.endpoint });
    Object.assign(t, createTestEngine({ connectionOf, journalFile: t.kept.at('transfers.db'), ...options }));
  };
  t.submit = async (kind, spec) => {
    const place = { connectionId: t.server.connection.id, bucket: t.bucket, conflicts: 'ask' };
    // The parts of a spec, which the signature keeps together.
    const { jobId } = await t.engine.submit({ kind, ...place, ...spec } as unknown as JobSpec);
    return jobId;
  };
  t.submitUpload = (prefix, ...names) => t.submit('upload', { prefix, paths: names.map((name) => t.folder.at(name)) });
  t.upload = async (prefix, ...names) => t.untilEnded(await t.submitUpload(prefix, ...names));

  beforeAll(async () => {
    t.server = await createContractBucket();
    t.bucket = t.server.bucket;
    t.client = independentClient(t.server.connection);
  });
  afterAll(async () => {
    t.client.destroy();
    await t.server.remove();
  });
  beforeEach(async () => {
    t.folder = await createTestFolder();
    t.kept = await createTestFolder();
    t.endpoint = t.server.connection.endpoint;
    await t.restart();
  });
  afterEach(async () => {
    await t.engine.close();
    await t.folder.remove();
    await t.kept.remove();
  });
  return t;
}
