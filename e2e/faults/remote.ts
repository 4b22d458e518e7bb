import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { BandwidthLimits, SeenRequest } from './faults.ts';
import type { FaultProxyOptions } from './proxy.ts';

/** What can be asked of a proxy in another process. */
export type Call =
  | { name: 'seen' | 'offline' | 'online' | 'reset' }
  | { name: 'setLatency'; argument: number }
  | { name: 'setBandwidth'; argument: BandwidthLimits };
export type Reply = { result?: unknown };

/** A fault proxy in a process of its own: it delays and counts, but takes no faults. */
export type FaultProxyProcess = {
  url: string;
  pid: number;
  /** All requests so far, in the order in which they came. */
  seen(): Promise<SeenRequest[]>;
  setLatency(ms: number): Promise<void>;
  setBandwidth(limits: BandwidthLimits): Promise<void>;
  offline(): Promise<void>;
  online(): Promise<void>;
  reset(): Promise<void>;
  close(): Promise<void>;
};

const projectDir = join(import.meta.dirname, '../..');

function args(target: string, { latencyMs, bandwidth }: FaultProxyOptions): string[] {
  const given = { 'latency-ms': latencyMs, up: bandwidth?.up, down: bandwidth?.down };
  return [
    target,
    ...Object.entries(given).flatMap(([name, value]) => (value == null ? [] : [`--${name}`, `${value}`])),
  ];
}

/** Starts the proxy in a process of its own, which ends with this one. Rejects when it does not start. */
export async function startFaultProxyProcess(
  target: string,
  options: FaultProxyOptions = {},
): Promise<FaultProxyProcess> {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args(target, options)], {
    cwd: projectDir,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.on('error', () => {}); // It has ended: whoever asks hears it from the reply that does not come.
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  async function nextLine(): Promise<string> {
    const { value, done } = await lines.next();
    if (done) throw new Error('The fault proxy has ended.');
    return value;
  }

  // One call at a time: replies carry no name.
  let last: Promise<unknown> = Promise.resolve();
  function ask(call: Call): Promise<unknown> {
    const asked = last.then(async () => {
      child.stdin.write(`${JSON.stringify(call)}\n`);
      // Written by main.ts.
      return (JSON.parse(await nextLine()) as Reply).result;
    });
    last = asked.catch(() => {});
    return asked;
  }

  const url = await nextLine();
  return {
    url,
    pid: child.pid ?? 0,
    // main.ts gives its `seen` as it is, and all of it is JSON.
    seen: async () => (await ask({ name: 'seen' })) as SeenRequest[],
    setLatency: async (argument) => void (await ask({ name: 'setLatency', argument })),
    setBandwidth: async (argument) => void (await ask({ name: 'setBandwidth', argument })),
    offline: async () => void (await ask({ name: 'offline' })),
    online: async () => void (await ask({ name: 'online' })),
    reset: async () => void (await ask({ name: 'reset' })),
    async close() {
      child.stdin.end();
      await exited;
    },
  };
}
