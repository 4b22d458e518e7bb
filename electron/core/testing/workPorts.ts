import { AppError, appError, type ErrorData } from '../../../shared/errors.ts';
import type { JobNotice, WaitReason } from '../../../shared/transfer.ts';
import type { S3Connection } from '../s3/connection.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import { createBudget } from '../transfers/budget.ts';
import { createGate } from '../transfers/gate.ts';
import type { DownloadRecord, ItemJournal, PartRecord, UploadRecord } from '../transfers/journal/records.ts';
import { DEFAULT_LIMITS, type Limits } from '../transfers/limits.ts';
import { createMeter } from '../transfers/meter.ts';
import { createRetrier } from '../transfers/retry.ts';
import { systemClock } from '../transfers/systemClock.ts';
import type { WorkPorts } from '../transfers/work.ts';

/** What an item's journal holds at one moment. */
export type KeptItem = {
  upload: { record: UploadRecord; parts: PartRecord[] } | null;
  download: DownloadRecord | null;
};

export type MemoryItemJournal = ItemJournal & {
  /** What a program that starts now would find. */
  kept(): KeptItem;
  /** The phase of each upload record that was kept, in order; `null` for its end. */
  phases: (UploadRecord['phase'] | null)[];
};

/** A journal of one item in memory, as the real one behaves; `found` is what an earlier run has left. */
export function memoryItemJournal(found: KeptItem = { upload: null, download: null }): MemoryItemJournal {
  let { upload, download } = structuredClone(found);
  const phases: MemoryItemJournal['phases'] = [];
  return {
    phases,
    kept: () => structuredClone({ upload, download }),
    upload: () => structuredClone(upload),
    saveUpload(record) {
      phases.push(record.phase);
      const isSame = upload?.record.uploadId === record.uploadId;
      upload = structuredClone({ record, parts: isSame && upload ? upload.parts : [] });
    },
    addPart(part) {
      if (!upload) throw new Error('a part without its upload');
      upload.parts = [...upload.parts.filter(({ number }) => number !== part.number), structuredClone(part)];
    },
    endUpload() {
      phases.push(null);
      upload = null;
    },
    download: () => structuredClone(download),
    saveDownload(record) {
      download = structuredClone(record);
    },
    endDownload() {
      download = null;
    },
  };
}

export type TestPorts = WorkPorts & {
  notices: JobNotice[];
  left: { name: string; error: ErrorData }[];
  /** The reasons of all waits that were told of, and how many of them go on. */
  waits: WaitReason[];
  openWaits(): number;
  /** Ends the run as a cancel does. */
  cancel(): void;
  /** Ends the run as a pause or the program's end does. */
  rest(): void;
  close(): void;
};

/** The ports of one item's work against a real server; retries wait next to nothing. */
export function testPorts(
  server: { connection: S3Connection; bucket: string },
  options: Partial<Omit<WorkPorts, 'limits'>> & { limits?: Partial<Limits>; random?: () => number } = {},
): TestPorts {
  const { limits: someLimits, random = () => 0.01, ...given } = options;
  const clock = given.clock ?? systemClock;
  const limits = { ...DEFAULT_LIMITS, ...someLimits };
  const store: ObjectStore = given.store ?? createObjectStore(server.connection, 'transfer');
  const { gate } = createGate({ clock, random, limit: limits.requests, onRefused: () => {} });
  const stop = new AbortController();
  const notices: TestPorts['notices'] = [];
  const left: TestPorts['left'] = [];
  const waits: WaitReason[] = [];
  let openWaits = 0;
  return {
    jobId: 'job',
    store,
    bucket: server.bucket,
    maxParts: 10_000,
    partEtags: 'md5',
    clock,
    retrier: createRetrier({ clock, random, gate, onWaiting: () => {} }),
    budget: createBudget(limits),
    bandwidth: { take: () => undefined, limit: () => {} },
    meter: createMeter(clock.now),
    limits,
    signal: stop.signal,
    notice: (notice) => notices.push(notice),
    waiting(reason) {
      waits.push(reason);
      openWaits += 1;
      return () => {
        openWaits -= 1;
      };
    },
    leftBehind: (name, error) => left.push({ name, error }),
    ...given,
    notices,
    left,
    waits,
    openWaits: () => openWaits,
    cancel: () => stop.abort(appError('cancelled', 'cancelled')),
    rest: () => stop.abort(new AppError({ code: 'interrupted', message: 'paused', retryable: true })),
    close: () => store.close(),
  };
}
