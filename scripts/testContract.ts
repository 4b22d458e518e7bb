// npm run test:contract: the core against real servers (STAVE_TEST_SERVERS); further arguments go to Vitest.
import { main } from './lib/main.ts';
import { reportTally } from './lib/tally.ts';
import { runContractTests } from './lib/testRuns.ts';

await main(async () => reportTally(await runContractTests(process.argv.slice(2))));
