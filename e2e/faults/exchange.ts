import type { Agent, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { SeenRequest } from './faults.ts';
import type { Pacer } from './pacer.ts';
import type { Met, Script } from './script.ts';

/** What stands between the client and the server. */
export type Link = {
  target: URL;
  agent: Agent;
  script: Script;
  up: Pacer;
  down: Pacer;
  /** The added round trip. */
  latencyMs: number;
  /** Connections that have carried a request already. */
  known: WeakSet<Socket>;
  /** Connections that are reset when the next request comes by them. */
  doomed: WeakMap<Socket, Met>;
};

/** One request and its answer. */
export type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  /** The client's connection. A request forgets its own when it is broken off. */
  socket: Socket;
  seen: SeenRequest;
  link: Link;
};
