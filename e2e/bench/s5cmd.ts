import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDir } from '../../scripts/lib/paths.ts';
import { run, tail } from '../../scripts/lib/run.ts';
import { onPath } from '../../scripts/lib/systemPackages.ts';

const MODULE = 'github.com/peak/s5cmd/v2@v2.3.0';
const BUILD_TIMEOUT_MS = 10 * 60_000;

/** s5cmd, built with Go where `.cache/bin` has none. Null, with a line that says why, where it cannot be had. */
export async function s5cmdExecutable(): Promise<string | null> {
  if (onPath('s5cmd')) return 's5cmd';
  const binDir = join(cacheDir, 'bin');
  const executable = join(binDir, 's5cmd');
  if (existsSync(executable)) return executable;
  if (!onPath('go')) {
    console.log('s5cmd is left out: it is not installed, and there is no Go to build it with.');
    return null;
  }
  await mkdir(binDir, { recursive: true });
  console.log(`Building s5cmd into ${binDir} (once) ...`);
  try {
    await run('go', ['install', MODULE], { env: { GOBIN: binDir }, timeoutMs: BUILD_TIMEOUT_MS });
    return executable;
  } catch (error) {
    // A module proxy may lack it; the other peers are worth measuring all the same.
    console.log(`s5cmd is left out: ${error instanceof Error ? tail(error.message, 3) : String(error)}`);
    return null;
  }
}
