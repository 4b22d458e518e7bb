import type { Clock } from '../ports.ts';
import type { RangeMap } from './byteRanges.ts';
import type { DownloadRecord, ItemJournal } from './journal/records.ts';
import type { Target } from './target.ts';

/** So many bytes (a kill loses them), or so many milliseconds, at most before the map of what is there is kept. */
const KEEP_BYTES = 16 * 1024 * 1024;
const KEEP_MS = 5000;

/** Keeps in the journal which bytes of a file are there: never one that the disk does not have. */
export type RangeKeeper = {
  /** Bytes were written and are in the map. Throws when what was written before could not be kept. */
  wrote(bytes: number): void;
  /** Keeps all that was written. Throws the local errors and what the journal throws. */
  flush(): Promise<void>;
};

type Deps = {
  target: Target;
  map: RangeMap;
  journal: ItemJournal;
  clock: Clock;
  record: Omit<DownloadRecord, 'done'>;
};

export function createRangeKeeper({ target, map, journal, clock, record }: Deps): RangeKeeper {
  let unkept = 0;
  let keptAt = clock.now();
  let running: Promise<void> | null = null;
  let failure: { error: unknown } | null = null;

  async function keep() {
    const done = map.done();
    unkept = 0;
    keptAt = clock.now();
    await target.dataSync();
    journal.saveDownload({ ...record, done });
  }

  async function keepBehind() {
    try {
      await keep();
    } catch (error) {
      failure = { error };
    }
    running = null;
  }

  function check() {
    if (failure) throw failure.error;
  }

  return {
    wrote(bytes) {
      check();
      unkept += bytes;
      if (running || (unkept < KEEP_BYTES && clock.now() - keptAt < KEEP_MS)) return;
      running = keepBehind();
    },
    async flush() {
      await running;
      check();
      if (unkept > 0) await keep();
    },
  };
}
