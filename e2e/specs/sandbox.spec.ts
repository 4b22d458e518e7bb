import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

const projectDir = join(import.meta.dirname, '../..');
/** nobody and nogroup, on every Linux. */
const ORDINARY = 65534;

/**
 * Root has no sandbox, so as root the app runs through a wrapper that becomes an ordinary user first. That user may not
 * be able to read the checkout, so app and runtime are copied to a folder of its own.
 */
async function asOrdinaryUser(dir: string): Promise<{ executable: string; appDir: string; profile: string }> {
  const electron = process.env.STAVE_ELECTRON ?? '';
  const profile = join(dir, 'profile');
  await mkdir(profile);
  if (process.getuid?.() !== 0) return { executable: electron, appDir: projectDir, profile };
  const appDir = join(dir, 'app');
  await mkdir(appDir);
  await cp(join(projectDir, 'package.json'), join(appDir, 'package.json'));
  await cp(join(projectDir, 'out'), join(appDir, 'out'), { recursive: true });
  // What is not bundled: the database with its native part.
  for (const name of ['libsql', '@libsql', '@neon-rs', 'detect-libc']) {
    await cp(join(projectDir, 'node_modules', name), join(appDir, 'node_modules', name), { recursive: true });
  }
  await cp(dirname(electron), join(dir, 'runtime'), { recursive: true });
  // Where the kernel gives ordinary users no namespaces, Chromium's helper makes the sandbox; installers set it up so.
  const helper = join(dir, 'runtime/chrome-sandbox');
  await chown(helper, 0, 0);
  await chmod(helper, 0o4755);
  const executable = join(dir, 'electron-as-ordinary-user');
  const run = join(dir, 'runtime', electron.slice(dirname(electron).length + 1));
  const become = `setpriv --reuid=${ORDINARY} --regid=${ORDINARY} --clear-groups`;
  await writeFile(executable, `#!/bin/sh\nexport HOME='${profile}'\nexec ${become} '${run}' "$@"\n`, { mode: 0o755 });
  await chmod(dir, 0o755);
  await chown(profile, ORDINARY, ORDINARY);
  return { executable, appDir, profile };
}

/** Whether the page's process is sandboxed, as the system says. */
async function isSandboxed(app: ElectronApplication): Promise<boolean> {
  const { pid, sandboxed } = await app.evaluate(({ app: it, BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
    return { pid: page, sandboxed: it.getAppMetrics().find((process) => process.pid === page)?.sandboxed };
  });
  if (process.platform !== 'linux') return sandboxed === true;
  // 2: the process's system calls are filtered (seccomp-bpf), which is what the sandbox is on Linux.
  return /^Seccomp:\s+2$/m.test(await readFile(`/proc/${pid}/status`, 'utf8'));
}

test('started by an ordinary user, the page runs in the sandbox', async ({ launch }) => {
  const dir = await mkdtemp(join(tmpdir(), 'stave-ordinary-'));
  try {
    const { app, page } = await launch({ ...(await asOrdinaryUser(dir)), sandboxed: true });
    const main = await app.evaluate(() => ({ uid: process.getuid?.(), args: process.argv }));
    expect(main.uid).not.toBe(0);
    expect(main.args).not.toContain('--no-sandbox');
    expect(await isSandboxed(app)).toBe(true);
    await expect(page.getByRole('button').first()).toBeVisible();
    await app.close();
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});
