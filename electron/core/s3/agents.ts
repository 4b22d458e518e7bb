import { type ClientRequest, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Errors of requests that were sent over a kept connection which the server was closing. */
const staleErrors = new WeakSet<object>();
const CLOSED = new Set(['ECONNRESET', 'EPIPE']);

/** A server may close a connection that it kept at the moment it is used again: then nothing was asked of it yet. */
function markStale(socket: Duplex, request: ClientRequest): void {
  if (!(socket instanceof Socket)) return;
  const { bytesRead } = socket;
  request.once('error', (error: NodeJS.ErrnoException) => {
    if (CLOSED.has(error.code ?? '') && socket.bytesRead === bytesRead) staleErrors.add(error);
  });
}

class KeepingHttpAgent extends HttpAgent {
  override reuseSocket(socket: Duplex, request: ClientRequest): void {
    super.reuseSocket(socket, request);
    markStale(socket, request);
  }
}

class KeepingHttpsAgent extends HttpsAgent {
  override reuseSocket(socket: Duplex, request: ClientRequest): void {
    super.reuseSocket(socket, request);
    markStale(socket, request);
  }
}

/** Agents that keep connections open, for requests whose errors `isStale` can judge. */
export function createAgents(maxSockets: number): { httpAgent: HttpAgent; httpsAgent: HttpsAgent } {
  const options = { keepAlive: true, maxSockets };
  return { httpAgent: new KeepingHttpAgent(options), httpsAgent: new KeepingHttpsAgent(options) };
}

/** True for the error of a request that met a kept connection as the server closed it: no byte of an answer has come. */
export function isStale(error: unknown): boolean {
  return typeof error === 'object' && error !== null && staleErrors.has(error);
}
