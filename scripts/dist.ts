// npm run dist: an installer for this system, in dist/. npm run dist -- --dir: the unpacked app only.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build as buildPackage, Platform } from 'electron-builder';
import { build } from './lib/build.ts';
import {
  executableIn,
  fetchElectron,
  genuineDistribution,
  genuineVersion,
  installedElectron,
} from './lib/genuineElectron.ts';
import { main } from './lib/main.ts';
import { projectDir } from './lib/paths.ts';

interface Distribution {
  readonly electronDist: string;
  readonly electronVersion: string;
}

/** The unpacked Electron to package. Only a genuine or an expressly named one: the fallback for tests is never released. */
async function distribution(): Promise<Distribution> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const electronDist = resolve(override);
    const versionFile = join(electronDist, 'version');
    if (!existsSync(executableIn(electronDist)) || !existsSync(versionFile)) {
      throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names no unpacked Electron: ${electronDist}`);
    }
    return { electronDist, electronVersion: readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') };
  }
  const electronVersion = genuineVersion();
  if (installedElectron() === undefined) {
    const fetched = await fetchElectron();
    if ('reason' in fetched) {
      throw new Error(
        `Electron ${electronVersion}, which is what is released, could not be fetched (${fetched.reason}): unpack its ` +
          'distribution for this system and name the folder in ELECTRON_OVERRIDE_DIST_PATH.',
      );
    }
  }
  return { electronDist: genuineDistribution, electronVersion };
}

await main(async () => {
  const { values } = parseArgs({ options: { dir: { type: 'boolean', default: false } } });
  const { electronDist, electronVersion } = await distribution();
  console.log(`Packaging with Electron ${electronVersion} from ${electronDist}`);
  await build();
  const written = await buildPackage({
    projectDir,
    targets: Platform.current().createTarget(values.dir ? 'dir' : undefined),
    publish: 'never',
    config: { extends: join(projectDir, 'electron-builder.yml'), electronDist, electronVersion },
  });
  console.log(written.length > 0 ? written.join('\n') : join(projectDir, 'dist'));
  return 0;
});
