import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const TIMEOUT_MS = 3000;

/**
 * Whether an icon in the tray would be seen. Windows and macOS always have the place for it; a Linux desktop has it when
 * somebody on the session bus collects such icons (freedesktop.org, "StatusNotifierItem").
 */
export async function hasTray(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const ask = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  const owner = ['org.freedesktop.DBus.NameHasOwner', 'string:org.kde.StatusNotifierWatcher'];
  try {
    const { stdout } = await run('dbus-send', [...ask, ...owner], { timeout: TIMEOUT_MS });
    return stdout.includes('boolean true');
  } catch {
    // No bus, or nothing to ask it with: a desktop with a tray has both.
    return false;
  }
}
