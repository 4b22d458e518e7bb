import type { IncomingHttpHeaders } from 'node:http';

/** A request that came to the proxy, and what became of it. Bytes are those of bodies. */
export type SeenRequest = {
  method: string;
  /** With its query, as it stands in the request. */
  path: string;
  headers: IncomingHttpHeaders;
  /** What of the request's body has come from the client. */
  requestBytes: number;
  /** What of the answer's body has gone to the client. */
  answerBytes: number;
  /** What the client was told; null when it was told nothing. */
  status: number | null;
  /** `whole`: all of the request came and all of its answer went. */
  state: 'open' | 'whole' | 'broken';
};

export type AnswerHead = { status: number; headers: IncomingHttpHeaders };

/** A request on its way to the server. */
export type Outgoing = {
  method: string;
  path: string;
  /** By lower-case name. */
  headers: Record<string, string>;
  /** Of a POST, which is a small document; other bodies pass as streams, and this is null. */
  body: Buffer | null;
};

/** Changes what is said. It has happened each time one of its functions gave back another value than it was given. */
export type Rewrite = {
  kind: 'rewrite';
  request?: (outgoing: Outgoing) => Outgoing;
  head?: (head: AnswerHead, request: SeenRequest) => AnswerHead;
  /** Changes the text of answers that are XML. */
  xml?: (document: string, request: SeenRequest) => string;
};

/** What goes wrong with a request. */
export type FaultAction =
  /** Nothing: for a fault that has hooks only. */
  | { kind: 'pass' }
  /** The connection is reset when so many bytes of the request have come; the server gets no more of it. */
  | { kind: 'reset-request'; afterBytes: number }
  /** The request is read, and that is all. The server hears nothing of it. */
  | { kind: 'never-answer' }
  /** The proxy answers itself once it has read the request; the server does not hear of it, or its answer is dropped. */
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body?: string; forwarded?: boolean }
  /** The server carries the request out; then the connection is reset, and its answer is lost. */
  | { kind: 'lose-answer' }
  /** The connection is reset after so many bytes of the answer; the client may not get to the last of them. */
  | { kind: 'cut-answer'; afterBytes: number }
  /** The connection is closed in order after so many bytes, fewer than Content-Length promised. */
  | { kind: 'close-answer'; afterBytes: number }
  /** The answer ends in order after so many bytes, and promised no length. */
  | { kind: 'end-answer'; afterBytes: number }
  /** Nothing comes after so many bytes of the answer, and the connection stays open. */
  | { kind: 'stall-answer'; afterBytes: number }
  /** One byte of the answer arrives changed. */
  | { kind: 'corrupt-answer'; atByte: number }
  /**
   * The answer says that the connection stays, and it does not: it is closed behind the answer, or reset when the next
   * request comes by it.
   */
  | { kind: 'close-kept'; when: 'at-once' | 'next-request' }
  | Rewrite;

/**
 * What a test wants to happen to some requests. A request meets all rewrites that want it, and of the other faults the
 * first that does.
 */
export type Fault = {
  on: (request: SeenRequest) => boolean;
  /** `pass` when left out. */
  action?: FaultAction;
  /** How many requests it meets; 1 when left out. */
  times?: number;
  /** How many it lets go by before; 0 when left out. */
  skip?: number;
  /** Awaited before the server hears of the request. Not for rewrites. */
  before?: (request: SeenRequest) => Promise<void>;
  /** Awaited when the server has answered and the client does not know yet. Not for rewrites. */
  after?: (request: SeenRequest) => Promise<void>;
};

/** Bytes per second of all bodies together; null for no limit. */
export type BandwidthLimits = { up?: number | null; down?: number | null };
