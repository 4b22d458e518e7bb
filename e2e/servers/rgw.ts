import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAndWait, hasEnded, startBound } from '../../scripts/lib/childProcess.ts';
import { onProcessEnd } from '../../scripts/lib/cleanup.ts';
import { freePort } from '../../scripts/lib/freePort.ts';
import { run, tail } from '../../scripts/lib/run.ts';
import { ensureSystemPackages, gatewayNeed } from '../../scripts/lib/systemPackages.ts';
import { type CephNode, cephConf, monAddress } from './cephConf.ts';
import type { S3Server } from './s3Server.ts';
import { newTestKeys, type TestKeys } from './testKeys.ts';

interface RgwOptions {
  /** Seconds that the lifecycle takes for a day. Default: 10. */
  readonly lifecycleDaySeconds?: number;
  /** Folder to make the data folder in. Default: the system's temporary folder. */
  readonly dir?: string;
}

interface Daemon {
  readonly name: string;
  readonly child: ChildProcess;
}

const COMMAND_TIMEOUT_MS = 60_000;
const READY_TIMEOUT_MS = 60_000;

/**
 * Starts one Ceph node on loopback (monitor, one OSD in memory, S3 gateway), installing Ceph's packages where they are
 * missing, and resolves when the gateway answers. Any number may run at once; each has its own ports, keys and data,
 * all of which are gone after `stop()` or when this process ends.
 * Throws with the end of the daemons' logs when a step fails or takes longer than a minute.
 */
export async function startRgw(options: RgwOptions = {}): Promise<S3Server> {
  await ensureSystemPackages(gatewayNeed);
  const dir = await mkdtemp(join(options.dir ?? tmpdir(), 'stave-rgw-'));
  const node: CephNode = {
    dir,
    fsid: randomUUID(),
    monPorts: { v1: await freePort(), v2: await freePort() },
    gatewayPort: await freePort(),
    lifecycleDaySeconds: options.lifecycleDaySeconds ?? 10,
  };
  const keys = newTestKeys();
  const daemons: Daemon[] = [];

  const forget = onProcessEnd(() => {
    for (const { child } of daemons) child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  });
  const stop = async () => {
    // Killed rather than asked: an in-memory OSD that is asked to end writes all it holds to disk first.
    await Promise.all(daemons.map(({ child }) => endAndWait(child, 'KILL')));
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    forget();
  };

  try {
    await bringUp(node, daemons, keys);
  } catch (error) {
    const logs = await logTails(dir);
    await stop();
    throw new Error(`The S3 gateway did not start: ${error instanceof Error ? error.message : String(error)}\n${logs}`);
  }
  const endpoint = `http://127.0.0.1:${node.gatewayPort}`;
  return { name: 'rgw', endpoint, region: 'us-east-1', ...keys, stop };
}

async function bringUp(node: CephNode, daemons: Daemon[], keys: TestKeys): Promise<void> {
  const { dir } = node;
  const conf = join(dir, 'ceph.conf');
  const keyring = join(dir, 'keyring');
  for (const name of ['mon', 'osd', 'run', 'log']) await mkdir(join(dir, name));
  await writeFile(conf, cephConf(node));

  const command = (name: string, ...args: string[]) => run(name, args, { cwd: dir, timeoutMs: COMMAND_TIMEOUT_MS });
  const daemon = async (name: string, ...args: string[]) => {
    daemons.push(await startDaemon(dir, name, ['-c', conf, '-f', ...args]));
  };

  // The monitor takes the keys of all three from the keyring it is created with.
  const everything = ['--cap', 'mon', 'allow *', '--cap', 'osd', 'allow *', '--cap', 'mgr', 'allow *'];
  await command('ceph-authtool', '--create-keyring', keyring, '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *');
  await command('ceph-authtool', keyring, '--gen-key', '-n', 'client.admin', ...everything);
  await command('ceph-authtool', keyring, '--gen-key', '-n', 'osd.0', ...everything);
  await command(
    'monmaptool',
    ...['--create', '--clobber', '--fsid', node.fsid, '--addv', 'a', monAddress(node), join(dir, 'monmap')],
  );
  await command('ceph-mon', '-c', conf, '--mkfs', '-i', 'a', '--monmap', join(dir, 'monmap'), '--keyring', keyring);
  await daemon('ceph-mon', '-i', 'a');

  const osdUuid = randomUUID();
  await command('ceph-osd', '-c', conf, '-i', '0', '--mkfs', '--osd-uuid', osdUuid);
  await command('ceph', '-c', conf, 'osd', 'new', osdUuid);
  await daemon('ceph-osd', '-i', '0');

  // Creates the gateway's pools, and so waits for the OSD.
  await command(
    'radosgw-admin',
    ...['-c', conf, 'user', 'create', '--uid=stave', '--display-name=Stave'],
    `--access-key=${keys.accessKeyId}`,
    `--secret-key=${keys.secretAccessKey}`,
  );
  await daemon('radosgw', '-n', 'client.admin');
  await untilAnswers(node, daemons);
}

async function startDaemon(dir: string, name: string, args: readonly string[]): Promise<Daemon> {
  const output = await open(join(dir, 'log', `${name}.out`), 'a');
  try {
    const child = startBound(name, args, { cwd: dir, stdio: ['ignore', output.fd, output.fd] }, 'KILL');
    child.once('error', (error) => {
      console.error(`${name} cannot be started: ${error.message}`);
    });
    return { name, child };
  } finally {
    await output.close();
  }
}

async function untilAnswers(node: CephNode, daemons: readonly Daemon[]): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const ended = daemons.find(({ child }) => hasEnded(child));
    if (ended) throw new Error(`${ended.name} ended with ${ended.child.signalCode ?? `code ${ended.child.exitCode}`}.`);
    if (await answers(`http://127.0.0.1:${node.gatewayPort}/`)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No answer on port ${node.gatewayPort} within ${READY_TIMEOUT_MS / 1000} s.`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return (await response.text()).includes('ListAllMyBucketsResult');
  } catch {
    return false; // not listening yet; the caller asks again until its deadline
  }
}

async function logTails(dir: string): Promise<string> {
  const names = readdirSync(join(dir, 'log'));
  const tails = await Promise.all(
    names.map(async (name) => `--- ${name}\n${tail(await readFile(join(dir, 'log', name), 'utf8'), 8)}`),
  );
  return tails.join('\n');
}
