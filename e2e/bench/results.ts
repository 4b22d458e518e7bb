import type { ToolName } from './task.ts';

/** What one tool did in one case: one value a round. */
export type CaseResult = {
  case: string;
  tool: ToolName;
  wallSeconds: number[];
  cpuSeconds: number[];
  rssMib: number[];
  /** Delay of the main thread's event loop, 99th percentile of a run. Stave only. */
  lagP99Ms: number[];
};

/** The form of bench-results.json. */
export type BenchResults = {
  cases: { case: string; tool: ToolName; wall_s: number[]; cpu_s: number[]; rss_mib: number[] }[];
  /** The worst case's median; null when Stave was not measured. */
  lag_p99_ms: number | null;
};

/** The middle value; of an even number of values the mean of the two in the middle. Throws on none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  if (low === undefined || high === undefined) throw new Error('The median of nothing was asked for.');
  return (low + high) / 2;
}

const rounded = (values: readonly number[], digits: number) => values.map((value) => Number(value.toFixed(digits)));

export function benchResults(results: readonly CaseResult[]): BenchResults {
  const lags = results.filter(({ lagP99Ms }) => lagP99Ms.length > 0).map(({ lagP99Ms }) => median(lagP99Ms));
  return {
    cases: results.map((it) => ({
      case: it.case,
      tool: it.tool,
      wall_s: rounded(it.wallSeconds, 2),
      cpu_s: rounded(it.cpuSeconds, 2),
      rss_mib: rounded(it.rssMib, 1),
    })),
    lag_p99_ms: lags.length === 0 ? null : Number(Math.max(...lags).toFixed(1)),
  };
}

const isPeer = ({ tool }: CaseResult) => tool !== 'stave' && tool !== 'raw';

function row(cells: readonly string[]): string {
  const [name = '', ...numbers] = cells;
  return `${name.padEnd(10)}${numbers.map((cell) => cell.padStart(12)).join('')}`.trimEnd();
}

/** The results for people: medians, and the seconds of each as a multiple of those of the fastest peer. */
export function resultsTable(results: readonly CaseResult[]): string {
  const names = [...new Set(results.map((it) => it.case))];
  const blocks = names.map((name) => {
    const ofCase = results.filter((it) => it.case === name);
    const peers = ofCase.filter(isPeer).map((it) => median(it.wallSeconds));
    const fastest = peers.length === 0 ? undefined : Math.min(...peers);
    const rows = ofCase.map((it) => {
      const seconds = median(it.wallSeconds);
      return row([
        it.tool,
        seconds.toFixed(2),
        fastest === undefined ? '' : (seconds / fastest).toFixed(2),
        median(it.cpuSeconds).toFixed(2),
        median(it.rssMib).toFixed(0),
        it.lagP99Ms.length === 0 ? '' : median(it.lagP99Ms).toFixed(1),
      ]);
    });
    return [name, row(['', 'seconds', 'x fastest', 'CPU s', 'RSS MiB', 'lag p99 ms']), ...rows].join('\n');
  });
  return blocks.join('\n\n');
}
