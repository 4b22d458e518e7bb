// npm run bench: Stave's transfer engine beside rclone, aws-cli and s5cmd on one server. Prints a table and writes
// bench-results.json. How it measures: docs/performance.md. Options, after `--`:
//   --quick           a tenth of the bytes and files
//   --rounds 5        instead of 3
//   --only download   only the cases whose name contains this
//   --tools stave,raw only these tools
import { runBenchmark } from '../e2e/bench/benchmark.ts';
import { main } from './lib/main.ts';

await main(async () => {
  await runBenchmark(process.argv.slice(2));
  return 0;
});
