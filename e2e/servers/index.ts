import { givenServer } from './given.ts';
import { minioExecutable, startMinio } from './minio.ts';
import { startRgw } from './rgw.ts';
import type { S3Server } from './s3Server.ts';

/** A server that can be started, before it is. */
export interface TestServer {
  readonly name: S3Server['name'];
  /** Begins what has to be built first, for `start` to find. */
  prepare(): void;
  start(): Promise<S3Server>;
}

const known = {
  rgw: { prepare: () => {}, start: () => startRgw() },
  minio: {
    // What goes wrong is told by the start.
    prepare: () => void minioExecutable().catch(() => {}),
    start: () => startMinio(),
  },
} as const;

/**
 * The servers to test against: the caller's own (STAVE_S3_ENDPOINT) if one is given, else those that
 * STAVE_TEST_SERVERS names (`rgw`, `minio`, or both with a comma between), else `rgw`. Throws on an unknown name.
 */
export function testServers(env: NodeJS.ProcessEnv = process.env): TestServer[] {
  const given = givenServer(env);
  if (given) return [{ name: given.name, prepare: () => {}, start: async () => given }];
  const names = (env.STAVE_TEST_SERVERS || 'rgw').split(',').map((name) => name.trim());
  return names.map((name) => {
    if (name !== 'rgw' && name !== 'minio') {
      throw new Error(`STAVE_TEST_SERVERS names "${name}"; known are: ${Object.keys(known).join(', ')}.`);
    }
    return { name, ...known[name] };
  });
}

/** Starts the server for work that needs only one: the caller's own if one is given, else a Ceph gateway. */
export function startOneServer(): Promise<S3Server> {
  const given = givenServer();
  return given ? Promise.resolve(given) : startRgw();
}

/** The variables by which tests and tools find a running server. */
export function serverEnvironment(server: S3Server): Record<string, string> {
  return {
    STAVE_TEST_SERVER: server.name,
    STAVE_TEST_ENDPOINT: server.endpoint,
    STAVE_TEST_REGION: server.region,
    STAVE_TEST_ACCESS_KEY: server.accessKeyId,
    STAVE_TEST_SECRET_KEY: server.secretAccessKey,
  };
}
