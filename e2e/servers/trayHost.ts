import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { end, startSessionBus } from './sessionBus.ts';

const run = promisify(execFile);

/** Where Debian and Ubuntu put the service that collects the tray's icons. */
export const TRAY_SERVICE = '/usr/libexec/ayatana-indicator-application/ayatana-indicator-application-service';

const ITEM = 'org.kde.StatusNotifierItem';

/** A real tray on a session bus of its own; without a panel that draws it, so a test presses its icons over the bus. */
export type TrayHost = {
  /** To be set for the app. */
  env: Record<string, string>;
  /** Presses the icon of a process. Throws when it has none. */
  press(pid: number): Promise<void>;
  /** Whether the process has an icon. */
  hasIcon(pid: number): Promise<boolean>;
  stop(): Promise<void>;
};

/** Starts the bus and the service. Needs dbus and ayatana-indicator-application. */
export async function startTrayHost(): Promise<TrayHost> {
  const bus = await startSessionBus();
  const service = spawn(TRAY_SERVICE, { env: { ...process.env, ...bus.env }, stdio: 'inherit' });
  await bus.serves('org.kde.StatusNotifierWatcher');

  const env = { ...process.env, ...bus.env };
  const gdbus = async (...args: string[]) => (await run('gdbus', args, { env })).stdout;
  const call = (dest: string, path: string, method: string, ...args: string[]) =>
    gdbus('call', '--session', '--timeout', '1', '--dest', dest, '--object-path', path, '--method', method, ...args);

  /** The connections to the bus that a process has. */
  async function connectionsOf(pid: number): Promise<string[]> {
    const all = [...(await bus.names()).matchAll(/"(:[\d.]+)"/g)].flatMap(([, name]) => name ?? []);
    const daemon = 'org.freedesktop.DBus';
    const owners = await Promise.all(
      // One that has gone meanwhile has no process.
      all.map((name) => call(daemon, '/', `${daemon}.GetConnectionUnixProcessID`, name).catch(() => '')),
    );
    return all.filter((_, index) => new RegExp(`uint32 ${pid},`).test(owners[index] ?? ''));
  }

  /** The connection that has the icon; a process has others, which have no such object or never answer. */
  async function iconOf(pid: number): Promise<string | null> {
    const asked = (await connectionsOf(pid)).map(async (name) => {
      await call(name, '/StatusNotifierItem', 'org.freedesktop.DBus.Properties.GetAll', ITEM);
      return name;
    });
    return Promise.any(asked).catch(() => null);
  }

  return {
    env: bus.env,
    hasIcon: async (pid) => (await iconOf(pid)) !== null,
    async press(pid) {
      const name = await iconOf(pid);
      if (name === null) throw new Error(`process ${pid} has no icon in the tray`);
      await call(name, '/StatusNotifierItem', `${ITEM}.Activate`, '0', '0');
    },
    async stop() {
      await end(service);
      await bus.stop();
    },
  };
}
