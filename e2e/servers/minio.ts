import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, open, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAndWait, hasEnded, startBound } from '../../scripts/lib/childProcess.ts';
import { onProcessEnd } from '../../scripts/lib/cleanup.ts';
import { freePort } from '../../scripts/lib/freePort.ts';
import { cacheDir } from '../../scripts/lib/paths.ts';
import { run, tail } from '../../scripts/lib/run.ts';
import { onPath } from '../../scripts/lib/systemPackages.ts';
import type { S3Server } from './s3Server.ts';
import { newTestKeys } from './testKeys.ts';

/** The last version that MinIO has published; pinned, as every other dependency is. */
const MODULE = 'github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c';
const READY_TIMEOUT_MS = 60_000;
const BUILD_TIMEOUT_MS = 20 * 60_000;

/**
 * Starts MinIO on loopback and resolves when it is ready; builds it first with Go where `.cache/bin` has none.
 * Its data is gone after `stop()` or when this process ends. Throws, saying what to install, where there is no Go.
 */
export async function startMinio(): Promise<S3Server> {
  const program = await minioExecutable();
  const dir = await mkdtemp(join(tmpdir(), 'stave-minio-'));
  const endpoint = `http://127.0.0.1:${await freePort()}`;
  const keys = newTestKeys();

  const logPath = join(dir, 'minio.log');
  const log = await open(logPath, 'a');
  const args = ['server', join(dir, 'data'), '--address', new URL(endpoint).host, '--console-address', '127.0.0.1:0'];
  const env = {
    ...process.env,
    MINIO_ROOT_USER: keys.accessKeyId,
    MINIO_ROOT_PASSWORD: keys.secretAccessKey,
    // A bucket can be encrypted, and can notify arn:minio:sqs::STAVE:webhook, where nobody listens: events pile up.
    MINIO_KMS_SECRET_KEY: `stave:${randomBytes(32).toString('base64')}`,
    MINIO_NOTIFY_WEBHOOK_ENABLE_STAVE: 'on',
    MINIO_NOTIFY_WEBHOOK_ENDPOINT_STAVE: 'http://127.0.0.1:9/',
    MINIO_NOTIFY_WEBHOOK_QUEUE_DIR_STAVE: join(dir, 'events'),
  };
  const child = startBound(program, args, { stdio: ['ignore', log.fd, log.fd], env }, 'KILL');
  await log.close();
  const forget = onProcessEnd(() => {
    child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  });
  const stop = async () => {
    await endAndWait(child, 'KILL');
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    forget();
  };

  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!(await isReady(endpoint))) {
    if (hasEnded(child) || Date.now() > deadline) {
      const output = tail(await readFile(logPath, 'utf8'));
      await stop();
      throw new Error(`MinIO did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { name: 'minio', endpoint, region: 'us-east-1', ...keys, stop };
}

async function isReady(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(`${endpoint}/minio/health/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false; // not listening yet; the caller asks again until its deadline
  }
}

let executable: Promise<string> | null = null;

/** MinIO's executable; where there is none it is built, which takes some minutes. Throws where there is no Go. */
export function minioExecutable(): Promise<string> {
  executable ??= findOrBuild();
  return executable;
}

async function findOrBuild(): Promise<string> {
  if (onPath('minio')) return 'minio';
  const binDir = join(cacheDir, 'bin');
  const built = join(binDir, process.platform === 'win32' ? 'minio.exe' : 'minio');
  if (existsSync(built)) return built;
  if (!onPath('go')) throw new Error('MinIO needs Go to be built: install it from https://go.dev/dl, or minio itself.');
  await mkdir(binDir, { recursive: true });
  console.log(`Building MinIO into ${binDir} (some minutes, once) ...`);
  const install = ['go', 'install', MODULE];
  // Whatever runs meanwhile comes first.
  const [command, ...args] = onPath('nice') ? ['nice', '-n', '19', ...install] : install;
  await run(command ?? 'go', args, { env: { GOBIN: binDir }, timeoutMs: BUILD_TIMEOUT_MS });
  return built;
}
