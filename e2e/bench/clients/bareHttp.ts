import { Agent, type IncomingMessage, request } from 'node:http';
import type { Task } from '../task.ts';
import { createPresign } from './presign.ts';

export type BareRequest = {
  method: 'GET' | 'PUT' | 'POST';
  /** Key in the bucket; '' for the bucket itself. */
  key: string;
  query?: Record<string, string>;
  headers?: Record<string, string | number>;
  body?: Buffer | string;
};

/** Sends a request; resolves with the answer when its head has come. Throws on any status but 2xx. */
export type Send = (bare: BareRequest) => Promise<IncomingMessage>;

/** The barest client there is: node:http with kept connections, requests signed by their query. */
export function createBareHttp({ server, bucket }: Task): Send {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(server.endpoint);
  const presign = createPresign(server, new Date());
  return ({ method, key, query = {}, headers = {}, body }) =>
    new Promise((resolve, reject) => {
      const path = presign(method, key === '' ? `/${bucket}` : `/${bucket}/${key}`, query);
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const sent = request({ agent, hostname, port, method, path, headers: { ...headers, ...length } });
      sent.once('error', reject);
      sent.once('response', (answer) => {
        const status = answer.statusCode ?? 0;
        if (status >= 200 && status < 300) return resolve(answer);
        answer.resume();
        reject(new Error(`${method} ${key}: status ${status}`));
      });
      sent.end(body);
    });
}

/** Reads an answer's body to its end, as it comes. Throws when it breaks off. */
export function eachChunk(answer: IncomingMessage, take: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    answer.on('data', take).once('end', resolve).once('error', reject);
  });
}

export async function readAll(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await eachChunk(answer, (chunk) => void chunks.push(chunk));
  return Buffer.concat(chunks);
}

/** Runs `work` on all items, `width` at a time. */
export async function inParallel<T>(
  items: Iterable<T> | AsyncIterable<T>,
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  async function* oneByOne() {
    yield* items;
  }
  // One generator for all: each of them takes the next item when it is done with its last.
  const shared = oneByOne();
  const takeTurns = async () => {
    for (;;) {
      const next = await shared.next();
      if (next.done) return;
      await work(next.value);
    }
  };
  await Promise.all(Array.from({ length: width }, takeTurns));
}
