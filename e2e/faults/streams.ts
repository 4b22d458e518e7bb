import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pacer } from './pacer.ts';

export type Bytes = AsyncIterable<Buffer>;

/** Passes bytes on as fast as they may go, and tells how many. */
export async function* metered(source: Bytes, pacer: Pacer, count: (bytes: number) => void): Bytes {
  for await (const chunk of source) {
    await pacer.take(chunk.byteLength);
    count(chunk.byteLength);
    yield chunk;
  }
}

/** Passes so many bytes on, calls `then`, and ends. When fewer come, `then` is not called. */
export async function* upTo(source: Bytes, limit: number, then: () => Promise<void>): Bytes {
  let left = limit;
  if (left === 0) return await then();
  for await (const chunk of source) {
    const passing = chunk.subarray(0, left);
    yield passing;
    left -= passing.byteLength;
    if (left === 0) return await then();
  }
}

/** Passes bytes on with one of them changed; `then` is called when it has come by. */
export async function* changing(source: Bytes, index: number, then: () => void): Bytes {
  let passed = 0;
  for await (const chunk of source) {
    const offset = index - passed;
    passed += chunk.byteLength;
    if (offset >= 0 && offset < chunk.byteLength) {
      chunk.writeUInt8(chunk.readUInt8(offset) ^ 0xff, offset);
      then();
    }
    yield chunk;
  }
}

/** Reads to the end; only that matters. */
export async function drain(source: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of source);
}

/** Resolves when all that was written is with the operating system, or the client has gone. */
export async function flushed(response: ServerResponse): Promise<void> {
  // There is no event for it before the answer has ended.
  while (response.writableLength > 0 && !response.destroyed) await sleep(1);
}

/** Resolves when the connection has ended, whoever ended it. */
export function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else socket.once('close', () => resolve());
  });
}
