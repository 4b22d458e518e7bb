import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { end, startSessionBus } from './sessionBus.ts';

/** A real keychain (GNOME's) on a session bus of its own, for tests of sealed secrets. */
export type Keyring = {
  /** To be set for the app. */
  env: Record<string, string>;
  /** To be given to the app, which would otherwise guess by the desktop's name. */
  args: string[];
  stop(): Promise<void>;
};

/** Starts the bus and an unlocked keyring whose files lie in a temporary folder. Needs dbus and gnome-keyring. */
export async function startKeyring(): Promise<Keyring> {
  const home = await mkdtemp(join(tmpdir(), 'stave-keyring-'));
  const bus = await startSessionBus();
  const keyring = spawn('gnome-keyring-daemon', ['--unlock', '--foreground', '--components=secrets'], {
    env: { ...process.env, ...bus.env, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  keyring.stdin?.end('test-keyring');
  await bus.serves('org.freedesktop.secrets');
  return {
    env: bus.env,
    args: ['--password-store=gnome-libsecret'],
    async stop() {
      await end(keyring);
      await bus.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
