import { appError } from '../../../shared/errors.ts';
import type { Hasher } from './proof.ts';
import type { Target } from './target.ts';

const READ_BYTES = 1024 * 1024;

/** Sums up a file while it grows, from what was written: the system still has it in memory. */
export type Follower = {
  /** All bytes before this one are there. */
  reached(position: number): void;
  /** The sum, in hex, once all `size` bytes were reached. Throws the local errors. */
  digest(): Promise<string>;
  /** Resolves when it reads no more. */
  stop(): Promise<void>;
};

export function createFollower(target: Target, size: number, hasher: Hasher): Follower {
  const buffer = Buffer.allocUnsafe(Math.min(size, READ_BYTES));
  let end = 0;
  let position = 0;
  let isStopped = false;
  let failure: { error: unknown } | null = null;
  let reading: Promise<void> | null = null;

  async function follow() {
    try {
      while (position < end && !isStopped) {
        const length = Math.min(buffer.byteLength, end - position);
        const bytesRead = await target.read(buffer.subarray(0, length), position);
        if (bytesRead === 0) throw appError('local-io', 'the temporary file has become shorter');
        hasher.update(buffer.subarray(0, bytesRead));
        position += bytesRead;
      }
    } catch (error) {
      failure = { error };
    }
    reading = null;
  }

  return {
    reached(to) {
      end = to;
      if (position < end && !failure) reading ??= follow();
    },
    async digest() {
      while (position < size && !failure) {
        reading ??= follow();
        await reading;
      }
      if (failure) throw failure.error;
      return hasher.digest();
    },
    async stop() {
      isStopped = true;
      await reading;
    },
  };
}

/** The sum of a whole file. */
export async function digestOf(target: Target, size: number, hasher: Hasher): Promise<string> {
  const follower = createFollower(target, size, hasher);
  follower.reached(size);
  return follower.digest();
}
