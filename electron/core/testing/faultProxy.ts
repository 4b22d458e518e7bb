import { Agent, createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { closeServer, listen } from './rewritingProxy.ts';

/** What goes wrong with a request. Bytes are those of bodies. */
export type FaultAction =
  /** The connection is reset when so many bytes of the request have come; the server gets no more of it. */
  | { kind: 'reset-request'; afterBytes: number }
  /** The server carries the request out, and its answer is lost. */
  | { kind: 'lose-answer' }
  /** The proxy answers itself, once it has read the request; the server hears nothing of it. */
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body?: string }
  /** The connection is reset after so many bytes of the answer. */
  | { kind: 'cut-answer'; afterBytes: number }
  /** One byte of the answer arrives changed. */
  | { kind: 'corrupt-answer'; atByte: number };

/** `path` with its query, as it stands in the request. */
export type SeenRequest = { method: string; path: string };

export type Fault = {
  on: (request: SeenRequest) => boolean;
  action: FaultAction;
  /** How many requests it meets; 1 when left out. */
  times?: number;
};

export type FaultProxy = {
  /** The endpoint to use in place of the server's. */
  url: string;
  /** Adds a fault; the function answers how often it has happened. */
  inject(fault: Fault): () => number;
  /** Bytes per second of request bodies, for each connection; null for no limit. */
  limitUploads(bytesPerSecond: number | null): void;
  /** All requests, in the order in which they came. */
  seen: SeenRequest[];
  close(): Promise<void>;
};

type Armed = Fault & { left: number; fired: number };

/** Passes bytes on and calls `at` when the one of that index comes by; `at` may change the chunk it is in. */
function watchByte(index: number, at: (chunk: Buffer, offset: number) => void): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const offset = index - passed;
      passed += chunk.byteLength;
      if (offset >= 0 && offset < chunk.byteLength) at(chunk, offset);
      done(null, chunk);
    },
  });
}

function throttle(bytesPerSecond: number | null): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (bytesPerSecond === null) done(null, chunk);
      else setTimeout(() => done(null, chunk), (chunk.byteLength / bytesPerSecond) * 1000);
    },
  });
}

async function readAll(stream: IncomingMessage): Promise<void> {
  for await (const _chunk of stream) {
    // Only its end matters.
  }
}

/**
 * An HTTP proxy before a real server, that does to single requests what networks and servers do. Headers pass as they
 * are, `Host` among them, so that signatures stay valid.
 */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const { hostname, port } = new URL(target);
  const agent = new Agent({ keepAlive: true });
  const faults: Armed[] = [];
  const seen: SeenRequest[] = [];
  let uploadLimit: number | null = null;

  function faultFor(request: SeenRequest): Armed | undefined {
    const fault = faults.find((armed) => armed.left > 0 && armed.on(request));
    if (fault) fault.left -= 1;
    return fault;
  }

  async function forward(request: IncomingMessage, response: ServerResponse, fault: Armed | undefined) {
    const { method, url, headers } = request;
    const action = fault?.action;
    const fire = () => {
      if (fault) fault.fired += 1;
    };
    const reset = () => {
      fire();
      request.socket.resetAndDestroy();
    };

    if (action?.kind === 'answer') {
      await readAll(request);
      fire();
      response.writeHead(action.status, action.headers).end(action.body);
      return;
    }
    const upstream = httpRequest({ agent, hostname, port, method, path: url, headers });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      upstream.on('response', resolve).on('error', reject);
    });
    // A server may answer before it has read all; the answer then decides.
    const sent = pipeline(
      request,
      throttle(uploadLimit),
      watchByte(action?.kind === 'reset-request' ? action.afterBytes : -1, reset),
      upstream,
    );
    const answer = await Promise.race([answered, sent.then(() => answered)]);
    sent.catch(() => {}); // Broken off after the answer: nothing is left to tell.
    if (action?.kind === 'lose-answer') {
      await readAll(answer);
      reset();
      return;
    }
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    const index =
      action?.kind === 'cut-answer' ? action.afterBytes : action?.kind === 'corrupt-answer' ? action.atByte : -1;
    await pipeline(
      answer,
      watchByte(index, (chunk, offset) => {
        if (action?.kind === 'cut-answer') reset();
        else {
          fire();
          chunk.writeUInt8(chunk.readUInt8(offset) ^ 0xff, offset);
        }
      }),
      response,
    );
  }

  const server = createServer((request, response) => {
    const met: SeenRequest = { method: request.method ?? '', path: request.url ?? '' };
    seen.push(met);
    // One side has gone: so must the other.
    forward(request, response, faultFor(met)).catch(() => request.socket.destroy());
  });
  const url = await listen(server);

  return {
    url,
    seen,
    inject(fault) {
      const armed: Armed = { ...fault, left: fault.times ?? 1, fired: 0 };
      faults.push(armed);
      return () => armed.fired;
    },
    limitUploads(bytesPerSecond) {
      uploadLimit = bytesPerSecond;
    },
    async close() {
      agent.destroy();
      await closeServer(server);
    },
  };
}
