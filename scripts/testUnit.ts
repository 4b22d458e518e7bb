// npm run test:unit: the unit tests; further arguments go to Vitest.
import { main } from './lib/main.ts';
import { reportTally } from './lib/tally.ts';
import { runUnitTests } from './lib/testRuns.ts';

await main(async () => reportTally(await runUnitTests(process.argv.slice(2))));
