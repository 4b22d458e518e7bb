import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onProcessEnd } from './cleanup.ts';
import { cacheDir, projectDir } from './paths.ts';
import { tail } from './run.ts';

const packageDir = join(projectDir, 'node_modules', 'electron');

/** Where that package keeps what it has fetched. */
export const genuineDistribution = join(packageDir, 'dist');

const STALL_MS = 20_000;
const TRY_AGAIN_AFTER_MS = 24 * 3_600_000;

/** The version of the `electron` package, which is the one that is released. */
export function genuineVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  throw new Error(`${packageDir} is not installed: run npm ci.`);
}

/** Where an unpacked Electron distribution keeps its executable. */
export function executableIn(distribution: string): string {
  if (process.platform === 'darwin') return join(distribution, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(distribution, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/** The executable that the `electron` package has fetched, if it has. */
export function installedElectron(): string | undefined {
  const executable = executableIn(genuineDistribution);
  // Its installer writes path.txt last, so with it the unpacking is known to be complete.
  return existsSync(join(packageDir, 'path.txt')) && existsSync(executable) ? executable : undefined;
}

/**
 * Lets the `electron` package fetch its binary. Gives the executable, or in `reason` why there is none.
 * Nothing arriving for 20 s counts as failed.
 */
export async function fetchElectron(): Promise<{ executable: string } | { reason: string }> {
  await mkdir(cacheDir, { recursive: true });
  const temporary = await mkdtemp(join(cacheDir, 'electron-download-'));
  try {
    const failure = await runInstaller(temporary);
    const executable = installedElectron();
    return executable === undefined ? { reason: failure ?? 'its installer left no executable' } : { executable };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** The reason of a failed try of the last 24 hours, so that not every start waits for a network that refuses. */
export async function recentFailure(now = Date.now()): Promise<string | undefined> {
  const path = failurePath();
  if (!existsSync(path)) return undefined;
  const note: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (typeof note !== 'object' || note === null || !('at' in note) || !('reason' in note)) return undefined;
  return now - Number(note.at) < TRY_AGAIN_AFTER_MS ? String(note.reason) : undefined;
}

/** Notes a failed try for `recentFailure`. */
export async function rememberFailure(reason: string, now = Date.now()): Promise<void> {
  await writeFile(failurePath(), JSON.stringify({ at: now, reason }));
}

function failurePath(): string {
  return join(cacheDir, `electron-${genuineVersion()}-not-fetched.json`);
}

/** Undefined when it succeeded, else why not. */
function runInstaller(temporary: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(packageDir, 'install.js')], {
      // Its download grows in the temporary folder, and that is how its progress is seen.
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    const forget = onProcessEnd(() => child.kill());
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    let stalled = false;
    let progress = { bytes: 0, at: Date.now() };
    const watch = setInterval(() => {
      const bytes = bytesIn(temporary) + bytesIn(genuineDistribution);
      if (bytes !== progress.bytes) progress = { bytes, at: Date.now() };
      else if (Date.now() - progress.at > STALL_MS) stalled = child.kill();
    }, 1_000);
    const finish = (reason: string | undefined) => {
      clearInterval(watch);
      forget();
      resolve(reason);
    };
    child.once('error', (error) => finish(error.message));
    child.once('close', (code) => {
      if (code === 0) finish(undefined);
      else finish(stalled ? `nothing arrived for ${STALL_MS / 1000} s` : errorLine(stderr));
    });
  });
}

/** The message of the error whose stack the installer printed. */
function errorLine(stderr: string): string {
  return tail(stderr.split('\n    at ')[0] ?? '', 1).replace(/^\w*Error: /, '');
}

function bytesIn(folder: string): number {
  if (!existsSync(folder)) return 0;
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  // A file may be renamed or removed by the installer between the listing and the question.
  const sizes = entries.map((entry) => statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size);
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}
