// The proxy as a process of its own: npx tsx e2e/faults/main.ts http://127.0.0.1:9000 --latency-ms 60 --up 1000000
// Prints its URL, then answers calls (remote.ts), one JSON document a line. Ends with its input.
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { FaultProxy } from './proxy.ts';
import { startFaultProxy } from './proxy.ts';
import type { Call, Reply } from './remote.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'latency-ms': { type: 'string' }, up: { type: 'string' }, down: { type: 'string' } },
});

const limit = (value: string | undefined) => (value === undefined ? null : Number(value));

async function carryOut(proxy: FaultProxy, call: Call): Promise<unknown> {
  switch (call.name) {
    case 'seen':
      return proxy.seen;
    case 'setLatency':
      return proxy.setLatency(call.argument);
    case 'setBandwidth':
      return proxy.setBandwidth(call.argument);
    case 'offline':
    case 'online':
    case 'reset':
      return proxy[call.name]();
  }
}

const [target] = positionals;
if (target === undefined) throw new Error('Give the URL of the server.');
const proxy = await startFaultProxy(target, {
  latencyMs: limit(values['latency-ms']) ?? 0,
  bandwidth: { up: limit(values.up), down: limit(values.down) },
});
console.log(proxy.url);
for await (const line of createInterface({ input: process.stdin })) {
  // Written by remote.ts.
  const call = JSON.parse(line) as Call;
  const reply: Reply = { result: await carryOut(proxy, call) };
  console.log(JSON.stringify(reply));
}
process.exit();
