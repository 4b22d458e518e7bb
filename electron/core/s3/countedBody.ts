import { Readable } from 'node:stream';
import type { OnSent } from './objectStore.ts';

const SLICE_BYTES = 64 * 1024;

/**
 * The bytes as a stream of 64 KiB slices; each is counted when the next one is asked for, which is at most one slice
 * before the network has taken it. (`socket.bytesWritten` would jump to the end: a Buffer is handed over whole.)
 */
export function countedBody(bytes: Uint8Array, onSent: OnSent): Readable {
  let offset = 0;
  let inFlight = 0;
  return new Readable({
    // No more than one slice waits here.
    highWaterMark: 1,
    read() {
      if (inFlight > 0) onSent(inFlight);
      const slice = bytes.subarray(offset, offset + SLICE_BYTES);
      inFlight = slice.byteLength;
      offset += inFlight;
      this.push(inFlight === 0 ? null : slice);
    },
  });
}

/**
 * Passes on only what goes beyond what was told before, so that a second attempt, which starts again at zero, is not
 * counted twice.
 */
export function onlyNewBytes(onSent: OnSent): () => OnSent {
  let told = 0;
  return () => {
    let sent = 0;
    return (bytes) => {
      sent += bytes;
      if (sent <= told) return;
      onSent(Math.min(bytes, sent - told));
      told = sent;
    };
  };
}
