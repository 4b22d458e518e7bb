// npm run test:e2e: the window against a real server; further arguments go to Playwright.
import { main } from './lib/main.ts';
import { reportTally } from './lib/tally.ts';
import { runE2eTests } from './lib/testRuns.ts';

await main(async () => reportTally(await runE2eTests(process.argv.slice(2))));
