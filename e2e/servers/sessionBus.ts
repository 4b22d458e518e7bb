import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A session bus (D-Bus) of its own, on which a test starts what a desktop has. */
export type SessionBus = {
  /** To be set for what uses the bus. */
  env: Record<string, string>;
  /** The names that are taken on the bus. */
  names(): Promise<string>;
  /** Resolves when somebody has taken the name. Throws after ten seconds. */
  serves(name: string): Promise<void>;
  stop(): Promise<void>;
};

async function firstLine(child: ChildProcess, what: string): Promise<string> {
  if (!child.stdout) throw new Error(`${what} has no output`);
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error(`${what} ended without a word`);
}

/** Ends a child and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  child.kill();
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => child.once('exit', () => resolve()));
}

const READY_WITHIN_MS = 10_000;

/** Starts the bus. Needs dbus. */
export async function startSessionBus(): Promise<SessionBus> {
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const env = { DBUS_SESSION_BUS_ADDRESS: await firstLine(bus, 'dbus-daemon') };

  async function names(): Promise<string> {
    const ask = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
    const options = { env: { ...process.env, ...env } };
    return (await run('dbus-send', [...ask, 'org.freedesktop.DBus.ListNames'], options)).stdout;
  }

  return {
    env,
    names,
    async serves(name) {
      for (const last = Date.now() + READY_WITHIN_MS; !(await names()).includes(`"${name}"`); ) {
        if (Date.now() > last) throw new Error(`nobody serves ${name}`);
        await setTimeout(50);
      }
    },
    stop: () => end(bus),
  };
}
