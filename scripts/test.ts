// npm test: everything. Each step runs whatever became of the one before; the last line counts all tests together.
import { testServers } from '../e2e/servers/index.ts';
import { main } from './lib/main.ts';
import { runNpmScript } from './lib/npm.ts';
import { addTallies, reportTally, type Tally } from './lib/tally.ts';
import { runContractTests, runE2eTests, runUnitTests } from './lib/testRuns.ts';

/** A check without tests of its own: nothing to count while it passes, one failure when it does not. */
async function check(script: string): Promise<Tally> {
  return { passed: 0, failed: (await runNpmScript(script)) === 0 ? 0 : 1 };
}

const steps: readonly (readonly [name: string, run: () => Promise<Tally>])[] = [
  ['typecheck', () => check('typecheck')],
  ['lint', () => check('lint')],
  ['unit tests', () => runUnitTests([])],
  ['contract tests', () => runContractTests([])],
  ['e2e tests', () => runE2eTests([])],
];

async function runStep(name: string, run: () => Promise<Tally>): Promise<Tally> {
  console.log(`\n== ${name}`);
  try {
    return await run();
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1 };
  }
}

await main(async () => {
  for (const server of testServers()) server.prepare();
  const tallies: Tally[] = [];
  for (const [name, run] of steps) tallies.push(await runStep(name, run));
  console.log('');
  steps.forEach(([name], index) => {
    console.log(`${tallies[index]?.failed === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  });
  return reportTally(addTallies(tallies));
});
