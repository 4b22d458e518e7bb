import { readFile } from 'node:fs/promises';

/** How many tests passed and failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** The sum of several tallies. */
export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
  };
}

/** The line that a run of tests ends with. */
export function closingLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}

/** Prints the closing line and gives the exit code of a run with this tally. */
export function reportTally(tally: Tally): number {
  console.log(`\n${closingLine(tally)}`);
  return tally.failed === 0 ? 0 : 1;
}

/**
 * The tally of a runner from its JSON report and its exit code. A runner that failed without a failing test (a file that
 * does not load, a crash, no test found) or wrote no report counts as one failure, so that none is lost.
 */
export async function readTally(
  reportPath: string,
  exitCode: number,
  parse: (report: unknown) => Tally,
): Promise<Tally> {
  const report = await readReport(reportPath);
  const tally = report === undefined ? { passed: 0, failed: 1 } : parse(report);
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** Reads Vitest's `json` report. A skipped test counts as failed: it proves nothing. */
export function vitestTally(report: unknown): Tally {
  return {
    passed: count(report, 'numPassedTests'),
    failed: count(report, 'numFailedTests') + count(report, 'numPendingTests') + count(report, 'numTodoTests'),
  };
}

/** Reads Playwright's `json` report. A skipped test counts as failed, and so does one that passed at a second try. */
export function playwrightTally(report: unknown): Tally {
  const stats = field(report, 'stats');
  return {
    passed: count(stats, 'expected'),
    failed: count(stats, 'unexpected') + count(stats, 'flaky') + count(stats, 'skipped'),
  };
}

async function readReport(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    // The runner ended before it wrote one; its exit code says so, and it has printed why.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name] // an object that was just seen to have it
    : undefined;
}

function count(value: unknown, name: string): number {
  const number = field(value, name);
  return typeof number === 'number' ? number : 0;
}
