// npm run test:long: the faults at full length, 200 kills in each direction (STAVE_KILLS), 10,000 watched files
// (STAVE_WATCHED_FILES), a data file of 1 GiB. Not part of npm test.
import { main } from './lib/main.ts';
import { addTallies, reportTally } from './lib/tally.ts';
import { runContractTests, runE2eTests, runUnitTests } from './lib/testRuns.ts';

/** The longest of the outages is five minutes. */
const TEST_TIMEOUT_MS = 15 * 60_000;

await main(async () => {
  process.env.STAVE_FULL_LENGTH = '1';
  process.env.STAVE_KILLS ??= '200';
  process.env.STAVE_WATCHED_FILES ??= '10000';
  const data = await runUnitTests(['electron/core/data', `--testTimeout=${TEST_TIMEOUT_MS}`]);
  const faults = await runContractTests(['electron/core/transfers', `--testTimeout=${TEST_TIMEOUT_MS}`]);
  const kills = await runE2eTests(['kills', 'watchKills']);
  return reportTally(addTallies([data, faults, kills]));
});
