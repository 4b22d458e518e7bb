import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { JobSnapshot } from '../../../shared/transfer.ts';
import type { JobSpec } from '../transfers/engine.ts';
import type { EngineDeps } from '../transfers/localEngine.ts';
import { type ContractBucket, createContractBucket } from './contractServer.ts';
import { createTestEngine, type TestEngine } from './engineHarness.ts';
import { createTestFolder, type TestFolder } from './localFiles.ts';
import { independentClient } from './readBack.ts';

type Spec<K extends JobSpec['kind']> = Omit<Extract<JobSpec, { kind: K }>, 'kind' | 'connection' | 'bucket'>;

/** What an engine's contract test works with; filled before each test. */
export type EngineFixture = TestEngine & {
  server: ContractBucket;
  bucket: string;
  /** Shares nothing with the program but the server. */
  client: ReturnType<typeof independentClient>;
  folder: TestFolder;
  /** A new engine in place of the one there is. */
  restart(options: Partial<EngineDeps>): void;
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

  t.restart = (options) => void Object.assign(t, createTestEngine(options));
  t.submit = async (kind, spec) => {
    const place = { connection: t.server.connection, bucket: t.bucket };
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
    t.restart({});
  });
  afterEach(async () => {
    await t.engine.close();
    await t.folder.remove();
  });
  return t;
}
