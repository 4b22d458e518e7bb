import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Link } from './exchange.ts';
import type { BandwidthLimits, Fault, SeenRequest } from './faults.ts';
import { forward } from './forward.ts';
import { openListener } from './listener.ts';
import { createPacer } from './pacer.ts';
import { createScript } from './script.ts';

export type { Fault, FaultAction, SeenRequest } from './faults.ts';

export type FaultProxyOptions = { latencyMs?: number; bandwidth?: BandwidthLimits };

export type FaultProxy = {
  /** The endpoint to use in place of the server's. */
  url: string;
  /** Adds a fault; the function answers how often it has happened. */
  inject(fault: Fault): () => number;
  /** Throws, naming them, when faults never happened; also when a fault's own function threw. */
  assertAllFired(): void;
  /** All requests, in the order in which they came. */
  seen: SeenRequest[];
  /** Bytes of request bodies that came with such requests. */
  sentBytes(on?: (request: SeenRequest) => boolean): number;
  /** Adds so many ms to the round trip of every request, and once more to the first of a connection; 0 for none. */
  setLatency(ms: number): void;
  /** From now on, also for what is under way; what is left out stays. */
  setBandwidth(limits: BandwidthLimits): void;
  /** Refuses all connections, and resets those there are. */
  offline(): Promise<void>;
  /** Takes connections again, on the same port. */
  online(): Promise<void>;
  /** As it was when it was started: no faults, nothing seen or under way, the latency and bandwidth given then. */
  reset(): Promise<void>;
  close(): Promise<void>;
};

/** Bytes of request bodies that came with such requests. */
export function sentBytes(seen: readonly SeenRequest[], on: (request: SeenRequest) => boolean = () => true): number {
  return seen.filter(on).reduce((sum, request) => sum + request.requestBytes, 0);
}

/**
 * An HTTP proxy before a real server, that does to single requests what networks and servers do. Headers pass as they
 * are, `Host` among them, so that signatures stay valid.
 */
export async function startFaultProxy(target: string, options: FaultProxyOptions = {}): Promise<FaultProxy> {
  const { latencyMs = 0, bandwidth = {} } = options;
  const agent = new Agent({ keepAlive: true });
  const script = createScript();
  const seen: SeenRequest[] = [];
  /** Connections with a request under way. */
  const busy = new Set<Socket>();
  const link: Link = {
    target: new URL(target),
    agent,
    script,
    up: createPacer(),
    down: createPacer(),
    latencyMs,
    known: new WeakSet(),
    doomed: new WeakMap(),
  };

  function handle(request: IncomingMessage, response: ServerResponse) {
    const { socket } = request;
    const met: SeenRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      requestBytes: 0,
      answerBytes: 0,
      status: null,
      state: 'open',
    };
    seen.push(met);
    busy.add(socket);
    response.once('close', () => {
      busy.delete(socket);
      if (met.state === 'open') met.state = response.writableFinished && request.complete ? 'whole' : 'broken';
    });
    // One side has gone: so must the other.
    forward({ request, response, socket, seen: met, link }).catch(() => socket.destroy());
  }

  // No limits of its own: every connection that ends is a fault that a test wanted.
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, handle);
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // Who asks before it sends waits a round trip longer.
    setTimeout(() => {
      response.writeContinue();
      handle(request, response);
    }, link.latencyMs);
  });

  function setBandwidth({ up, down }: BandwidthLimits) {
    if (up !== undefined) link.up.limit(up);
    if (down !== undefined) link.down.limit(down);
  }

  setBandwidth(bandwidth);
  const listener = await openListener(server);

  return {
    url: listener.url,
    seen,
    inject: script.inject,
    assertAllFired: script.assertAllFired,
    sentBytes: (on) => sentBytes(seen, on),
    setLatency(ms) {
      link.latencyMs = ms;
    },
    setBandwidth,
    offline: listener.leave,
    online: listener.comeBack,
    async reset() {
      script.clear();
      for (const socket of busy) socket.resetAndDestroy();
      link.doomed = new WeakMap();
      seen.length = 0;
      link.latencyMs = latencyMs;
      setBandwidth({ up: null, down: null, ...bandwidth });
      await listener.comeBack();
    },
    async close() {
      // What waits for its turn goes on, and finds its connection gone.
      setBandwidth({ up: null, down: null });
      await listener.leave();
      agent.destroy();
    },
  };
}
