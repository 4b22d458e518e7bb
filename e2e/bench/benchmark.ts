import { rmSync } from 'node:fs';
import { mkdtemp, statfs, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { onProcessEnd } from '../../scripts/lib/cleanup.ts';
import { projectDir } from '../../scripts/lib/paths.ts';
import { benchmarkNeed, ensureSystemPackages } from '../../scripts/lib/systemPackages.ts';
import { startOneServer } from '../servers/index.ts';
import { benchCases } from './cases.ts';
import { measure } from './measure.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { ours } from './ours.ts';
import { peers } from './peers.ts';
import { benchResults, type CaseResult, resultsTable } from './results.ts';
import { runCase } from './runCase.ts';
import type { Tool } from './task.ts';

const resultsFile = join(projectDir, 'bench-results.json');

const GIB = 1024 ** 3;
/** The payload, one copy of it that a tool downloads, and room for the server's logs. */
const NEEDED_BYTES = 4 * GIB;

async function assertRoom(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= NEEDED_BYTES) return;
  throw new Error(
    `The benchmark needs ${NEEDED_BYTES / GIB} GiB in ${folder}; ${(free / GIB).toFixed(1)} GiB are free.`,
  );
}

/** The memory that Node takes before it does anything: part of what Stave and the bare client take. */
async function nodeBaseline(scratch: string): Promise<string> {
  const { rssMib } = await measure({ command: process.execPath, args: ['-e', ''], env: {} }, scratch);
  return `Node itself takes ${rssMib.toFixed(0)} MiB`;
}

async function measureAll(options: BenchOptions, scratch: string): Promise<CaseResult[]> {
  const [stave, raw] = await ours(scratch);
  const all = [stave, ...(await peers(scratch)), raw];
  const tools = all.filter((tool) => options.tools.includes(tool.name));
  const cases = benchCases(options.isQuick).filter(({ name }) => name.includes(options.only));
  if (cases.length === 0) throw new Error(`No case has "${options.only}" in its name.`);
  const server = await startOneServer();
  try {
    const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}`;
    console.log([`server: ${server.name}`, machine, await nodeBaseline(scratch), ...tools.map(versionOf)].join('; '));
    const results: CaseResult[] = [];
    for (const benchCase of cases) {
      results.push(...(await runCase(benchCase, { server, tools, bare: raw, rounds: options.rounds, scratch })));
    }
    return results;
  } finally {
    await server.stop();
  }
}

const versionOf = ({ version }: Tool) => version;

/** Runs the benchmark as its options say (scripts/bench.ts), prints the table and writes bench-results.json. */
export async function runBenchmark(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (process.platform !== 'linux') throw new Error('The benchmark runs on Linux only: it measures with GNU time.');
  await ensureSystemPackages(benchmarkNeed);
  const scratch = await mkdtemp(join(tmpdir(), 'stave-bench-'));
  const removeScratch = () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  const forget = onProcessEnd(removeScratch);
  try {
    await assertRoom(scratch);
    const results = await measureAll(options, scratch);
    await writeFile(resultsFile, `${JSON.stringify(benchResults(results), null, 2)}\n`);
    console.log(`\n${resultsTable(results)}\n\nEvery round is in ${resultsFile}`);
  } finally {
    removeScratch();
    forget();
  }
}
