import { ClientRequest } from 'node:http';
import { Readable } from 'node:stream';
import type { OnSent } from './objectStore.ts';
import { allowOwnPauses } from './ownPause.ts';

/** Under a bandwidth limit slices are so small that each waits about this long. */
const SHORT_WAIT_MS = 250;
const LONG_WAIT_MS = 1000;
const SMALLEST_SLICE = 1024;
const LARGEST_SLICE = 64 * 1024;
/** Whether there is a limit shows when the first slice has been counted: until then not much is let go. */
const FIRST_SLICE = 4 * 1024;

class CountedBody extends Readable {
  readonly #bytes: Uint8Array;
  readonly #onSent: OnSent;
  #offset = 0;
  #inFlight = 0;
  #slice = FIRST_SLICE;
  #request: ClientRequest | undefined;

  constructor(bytes: Uint8Array, onSent: OnSent) {
    // No more than one slice waits here.
    super({ highWaterMark: 1 });
    this.#bytes = bytes;
    this.#onSent = onSent;
  }

  override pipe<T extends NodeJS.WritableStream>(destination: T, options?: { end?: boolean }): T {
    if (destination instanceof ClientRequest) this.#request = destination;
    return super.pipe(destination, options);
  }

  override _read() {
    const pause = this.#inFlight > 0 ? this.#onSent(this.#inFlight) : undefined;
    if (pause instanceof Promise) return void this.#goOnAfter(pause);
    if (this.#inFlight > 0) this.#slice = LARGEST_SLICE;
    this.#pushSlice();
  }

  #pushSlice() {
    const slice = this.#bytes.subarray(this.#offset, this.#offset + this.#slice);
    this.#inFlight = slice.byteLength;
    this.#offset += this.#inFlight;
    this.push(this.#inFlight === 0 ? null : slice);
  }

  async #goOnAfter(pause: Promise<void>) {
    const began = performance.now();
    const release = allowOwnPauses(
      () => this.#request?.socket,
      () => true,
    );
    try {
      await pause;
    } catch (error) {
      const reason = error instanceof Error ? error : new Error('given up', { cause: error });
      // The request would wait for the rest for ever; it is where the error is heard of.
      this.#request?.destroy(reason);
      this.destroy(this.#request ? undefined : reason);
      return;
    } finally {
      release();
    }
    if (this.destroyed) return;
    const waited = performance.now() - began;
    if (waited < SHORT_WAIT_MS) this.#slice = Math.min(LARGEST_SLICE, this.#slice * 2);
    else if (waited > LONG_WAIT_MS) this.#slice = Math.max(SMALLEST_SLICE, this.#slice / 2);
    this.#pushSlice();
  }
}

/**
 * The bytes as a stream of slices (at most 64 KiB); each is counted when the next one is asked for, which is at most one
 * slice before the network has taken it, and the next one goes when `onSent` lets it. (`socket.bytesWritten` would jump
 * to the end: a Buffer is handed over whole.)
 */
export function countedBody(bytes: Uint8Array, onSent: OnSent): Readable {
  return new CountedBody(bytes, onSent);
}

/**
 * Tells of bytes of a second attempt, which starts again at zero, only as far as they go beyond what was told before: so
 * that nothing is counted twice.
 */
export function onlyNewBytes(onSent: OnSent): () => OnSent {
  let told = 0;
  return () => {
    let sent = 0;
    return (bytes) => {
      sent += bytes;
      if (sent <= told) return undefined;
      const more = Math.min(bytes, sent - told);
      told = sent;
      return onSent(more);
    };
  };
}
