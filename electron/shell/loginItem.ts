import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { localError } from '../core/localErrors.ts';

/** Given at login: the program begins in the background. */
export const BACKGROUND_ARGUMENT = '--background';

/** A word of an Exec line (freedesktop.org, "Desktop Entry Specification", The Exec key). */
const quoted = (word: string) => `"${word.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;

/** What starts this program again: an AppImage by its own file, an unpackaged one with its folder. */
function command(): string[] {
  const program = process.env.APPIMAGE ?? process.execPath;
  return [program, ...(app.isPackaged ? [] : [app.getAppPath()]), BACKGROUND_ARGUMENT];
}

/** Linux desktops start what lies in this folder (freedesktop.org, "Desktop Application Autostart Specification"). */
async function setAutostart(isOn: boolean): Promise<void> {
  const folder = join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'autostart');
  const file = join(folder, 'stave.desktop');
  if (!isOn) return rm(file, { force: true });
  await mkdir(folder, { recursive: true });
  const exec = command().map(quoted).join(' ');
  await writeFile(file, `[Desktop Entry]\nType=Application\nName=Stave\nExec=${exec}\nTerminal=false\n`);
}

/** Starts the program at login, in the background, or no longer. Throws `local-` errors. */
export async function setStartAtLogin(isOn: boolean): Promise<void> {
  if (process.platform === 'linux') {
    return setAutostart(isOn).catch((error: unknown) => {
      throw localError(error, 'stave.desktop');
    });
  }
  const [path, ...args] = command();
  app.setLoginItemSettings({ openAtLogin: isOn, ...(path === undefined ? {} : { path }), args });
}
