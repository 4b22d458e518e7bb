import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A real keychain (GNOME's) on a session bus of its own, for tests of sealed secrets. */
export type Keyring = {
  /** To be set for the app. */
  env: Record<string, string>;
  /** To be given to the app, which would otherwise guess by the desktop's name. */
  args: string[];
  stop(): Promise<void>;
};

async function firstLine(child: ChildProcess, what: string): Promise<string> {
  if (!child.stdout) throw new Error(`${what} has no output`);
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error(`${what} ended without a word`);
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
}

const READY_WITHIN_MS = 10_000;

/** Waits until the keyring has taken its name on the bus. */
async function servesSecrets(env: NodeJS.ProcessEnv): Promise<void> {
  const ask = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  const end = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const { stdout } = await run('dbus-send', [...ask, 'org.freedesktop.DBus.ListNames'], { env });
    if (stdout.includes('"org.freedesktop.secrets"')) return;
    if (Date.now() > end) throw new Error('gnome-keyring-daemon does not serve secrets');
    await setTimeout(50);
  }
}

/** Starts the bus and an unlocked keyring whose files lie in a temporary folder. Needs dbus and gnome-keyring. */
export async function startKeyring(): Promise<Keyring> {
  const home = await mkdtemp(join(tmpdir(), 'stave-keyring-'));
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await firstLine(bus, 'dbus-daemon');
  const env = { DBUS_SESSION_BUS_ADDRESS: address };
  const keyring = spawn('gnome-keyring-daemon', ['--unlock', '--foreground', '--components=secrets'], {
    env: { ...process.env, ...env, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  keyring.stdin?.end('test-keyring');
  await servesSecrets({ ...process.env, ...env });
  return {
    env,
    args: ['--password-store=gnome-libsecret'],
    async stop() {
      for (const child of [keyring, bus]) {
        child.kill();
        await ended(child);
      }
      await rm(home, { recursive: true, force: true });
    },
  };
}
