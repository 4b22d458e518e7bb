import { type FileHandle, open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ErrorData } from '../../../../shared/errors.ts';
import { localError, nodeCode } from '../../localErrors.ts';
import type { Clock, Logger } from '../../ports.ts';
import { errorData } from '../../transfers/retry.ts';
import { lostLine } from './logLine.ts';
import { rotate } from './rotate.ts';

/** How long lines wait for others to be written with them. */
const GATHER_MS = 100;
/** A file longer than this is put by, and a new one begun. */
export const MOST_BYTES = 10 * 1024 * 1024;
/** Lines that wait at most for a folder that cannot be written. */
const MOST_WAITING = 10_000;
/** Bytes, about, that are written at once. */
const BATCH_BYTES = 256 * 1024;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/** A log file: lines are appended in their order, each once and whole. */
export type LogFile = {
  add(line: string): void;
  /** Lines that were added. */
  added(): number;
  /** Tries once to write what waits. Never throws: `error` tells. */
  flush(): Promise<void>;
  /** What is in the file now, and how many of the lines that were added are. Throws the local errors. */
  read(): Promise<{ bytes: Buffer; lines: number }>;
  /** The `number`th of the files that were put by, 1 the newest; null when it is not there. Throws the local errors. */
  readRotated(number: number): Promise<Buffer | null>;
  /** Why lines are waiting, or the file cannot be put by; null when all is well. */
  error(): ErrorData | null;
  /** Nothing is written by itself any more; returns how many lines wait. */
  stop(): number;
};

type Deps = {
  /** Asked each time: the rule may get another name or folder. The folder is not made. */
  path: () => string;
  clock: Clock;
  logger: Logger;
  /** A file was put by; so many of the lines that were added were in it, or in older ones. */
  onRotated: (lines: number) => void;
};

async function endsInLine(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return true;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === 0x0a;
}

/** Appends the bytes whole, or not at all. */
async function append(path: string, text: string): Promise<void> {
  const file = await open(path, 'a+');
  try {
    const { size } = await file.stat();
    // A line that a killed program has left half written stays alone.
    const bytes = Buffer.from((await endsInLine(file, size)) ? text : `\n${text}`);
    try {
      for (let done = 0; done < bytes.byteLength; ) {
        done += (await file.write(bytes, done, bytes.byteLength - done)).bytesWritten;
      }
    } catch (error) {
      // A disk that fills up takes a part of it.
      await file.truncate(size);
      throw error;
    }
  } finally {
    await file.close();
  }
}

/**
 * Opens nothing until there is a line. While the file cannot be written up to 10,000 lines wait, and it is tried again
 * and again; of older ones the file then says how many are missing. A program that is killed loses what it added in the
 * last tenth of a second.
 */
export function createLogFile({ path, clock, logger, onRotated }: Deps): LogFile {
  const stopped = new AbortController();
  let waiting: string[] = [];
  let lost = 0;
  let added = 0;
  let written = 0;
  let failures = 0;
  let failure: ErrorData | null = null;
  let rotationFailure: ErrorData | null = null;
  let isPumping = false;
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  }

  const dataOf = (error: unknown) => errorData(localError(error, basename(path())));

  function dropOldest() {
    const extra = waiting.length - MOST_WAITING;
    if (extra <= 0) return;
    waiting = waiting.slice(extra);
    lost += extra;
  }

  /** A file that cannot be put by goes on being written: better long than incomplete. */
  async function makeRoom(file: string, bytes: number) {
    try {
      if (await rotate(file, MOST_BYTES - bytes)) onRotated(written);
      rotationFailure = null;
    } catch (error) {
      if (!rotationFailure) logger.warn('a log file cannot be put by', { file, cause: String(nodeCode(error)) });
      rotationFailure = dataOf(error);
    }
  }

  function takeBatch(): string[] {
    let bytes = 0;
    const end = waiting.findIndex((line) => {
      bytes += line.length;
      return bytes > BATCH_BYTES;
    });
    return waiting.splice(0, end === -1 ? waiting.length : Math.max(1, end));
  }

  async function writeBatch() {
    const batch = takeBatch();
    const missing = lost;
    try {
      const file = path();
      const text = (missing > 0 ? lostLine(new Date(clock.now()).toISOString(), missing) : '') + batch.join('');
      await makeRoom(file, Buffer.byteLength(text));
      await append(file, text);
    } catch (error) {
      waiting = [...batch, ...waiting];
      throw error;
    }
    written += batch.length + missing;
    lost -= missing;
  }

  async function writeWaiting() {
    try {
      while (waiting.length > 0) await writeBatch();
      failures = 0;
      failure = null;
    } catch (error) {
      failures += 1;
      failure = dataOf(error);
      dropOldest();
      if (failures === 1) logger.warn('a log file cannot be written', { file: path(), cause: String(nodeCode(error)) });
    }
  }

  const pause = () =>
    failures === 0 ? GATHER_MS : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10));

  async function pump() {
    if (isPumping || stopped.signal.aborted) return;
    isPumping = true;
    while (waiting.length > 0) {
      await clock.sleep(pause(), stopped.signal);
      await inTurn(writeWaiting);
    }
    isPumping = false;
  }

  return {
    add(line) {
      waiting.push(line);
      added += 1;
      if (failures > 0) dropOldest();
      pump().catch((error: unknown) => {
        if (error !== stopped.signal.reason) throw error;
      });
    },
    added: () => added,
    flush: () => inTurn(writeWaiting),
    read: () =>
      inTurn(async () => {
        await writeWaiting();
        const lines = written;
        try {
          return { bytes: await readFile(path()), lines };
        } catch (error) {
          throw localError(error, basename(path()));
        }
      }),
    readRotated: (number) =>
      inTurn(async () => {
        const file = `${path()}.${number}`;
        try {
          return await readFile(file);
        } catch (error) {
          if (nodeCode(error) === 'ENOENT') return null;
          throw localError(error, basename(file));
        }
      }),
    error: () => failure ?? rotationFailure,
    stop() {
      stopped.abort();
      return waiting.length;
    },
  };
}
