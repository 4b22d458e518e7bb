import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { serverEnvironment, startOneServer, testServers } from '../../e2e/servers/index.ts';
import { build } from './build.ts';
import { openDisplay } from './display.ts';
import { electronRuntime } from './electronRuntime.ts';
import { projectDir } from './paths.ts';
import { runVisibly } from './run.ts';
import { ensureSystemPackages, keyringNeed, trayNeed } from './systemPackages.ts';
import { addTallies, playwrightTally, readTally, type Tally, vitestTally } from './tally.ts';

const reportsDir = join(projectDir, 'test-results', 'reports');

/** Runs the unit tests; `args` go to Vitest. */
export function runUnitTests(args: readonly string[]): Promise<Tally> {
  return runVitest('unit', 'unit', {}, args);
}

/** Runs the contract tests against each test server in turn, on the first all of them (vitest.config.ts); `args` go to Vitest. */
export async function runContractTests(args: readonly string[]): Promise<Tally> {
  const tallies: Tally[] = [];
  for (const [index, { name, start }] of testServers().entries()) {
    const server = await start();
    try {
      console.log(`Contract tests against ${name} at ${server.endpoint}`);
      const env = { ...serverEnvironment(server), ...(index > 0 && { STAVE_FURTHER_SERVER: '1' }) };
      tallies.push(await runVitest('contract', `contract-${name}`, env, args));
    } finally {
      await server.stop();
    }
  }
  return addTallies(tallies);
}

/** Builds the app and runs the tests of its window against a real server; `args` go to Playwright. */
export async function runE2eTests(args: readonly string[]): Promise<Tally> {
  await build();
  const runtime = await electronRuntime();
  if (process.platform === 'linux') await ensureSystemPackages(keyringNeed, trayNeed);
  const display = await openDisplay();
  const server = await startOneServer();
  try {
    const report = await newReport('e2e');
    const env = {
      ...display.env,
      ...serverEnvironment(server),
      STAVE_ELECTRON: runtime.executable,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    };
    const config = join(projectDir, 'e2e', 'playwright.config.ts');
    const all = ['test', '-c', config, '--reporter=list,json', ...args];
    return await readTally(report, await runTool('@playwright/test/cli.js', all, env), playwrightTally);
  } finally {
    await server.stop();
    await display.stop();
  }
}

async function runVitest(
  project: string,
  reportName: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<Tally> {
  const report = await newReport(reportName);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const exitCode = await runTool('vitest/vitest.mjs', ['run', '--project', project, ...reporters, ...args], env);
  return readTally(report, exitCode, vitestTally);
}

/** Where a runner writes its report. An old one is removed, so that it cannot be taken for the new. */
async function newReport(name: string): Promise<string> {
  const path = join(reportsDir, `${name}.json`);
  await mkdir(reportsDir, { recursive: true });
  await rm(path, { force: true });
  return path;
}

/** Runs the executable of an installed package, as a path below node_modules, and gives its exit code. */
function runTool(entry: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  return runVisibly(process.execPath, [join(projectDir, 'node_modules', entry), ...args], { cwd: projectDir, env });
}
