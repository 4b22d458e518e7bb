// npm run test:long: the faults at full length, and 200 kills in each direction (STAVE_KILLS). Not part of npm test.
import { main } from './lib/main.ts';
import { addTallies, reportTally } from './lib/tally.ts';
import { runContractTests, runE2eTests } from './lib/testRuns.ts';

/** The longest of the outages is five minutes. */
const TEST_TIMEOUT_MS = 15 * 60_000;

await main(async () => {
  process.env.STAVE_FULL_LENGTH = '1';
  process.env.STAVE_KILLS ??= '200';
  const faults = await runContractTests(['electron/core/transfers', `--testTimeout=${TEST_TIMEOUT_MS}`]);
  const kills = await runE2eTests(['kills']);
  return reportTally(addTallies([faults, kills]));
});
