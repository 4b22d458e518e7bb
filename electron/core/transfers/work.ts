import type { ErrorData } from '../../../shared/errors.ts';
import type { Provider } from '../../../shared/providers.ts';
import type { JobNotice, WaitReason } from '../../../shared/transfer.ts';
import type { Clock } from '../ports.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import type { Bandwidth } from './bandwidth.ts';
import type { Budget } from './budget.ts';
import type { Limits } from './limits.ts';
import type { Meter } from './meter.ts';
import type { Retrier } from './retry.ts';

/** What the work on one item of a job uses. */
export type WorkPorts = {
  jobId: string;
  /** The connection's; it stays the same object when the connection is mended. */
  store: ObjectStore;
  bucket: string;
  /** Most parts the server takes in one upload. */
  maxParts: number;
  /** What the ETags of parts and of objects in parts are on this server, as far as its provider is known. */
  partEtags: Provider['etags'];
  clock: Clock;
  retrier: Retrier;
  budget: Budget;
  bandwidth: Bandwidth;
  meter: Meter;
  limits: Limits;
  /**
   * The job's: aborted when it is cancelled, paused or cannot go on. Only after a cancel (`isCancelled(signal.reason)`)
   * is what was done so far given up.
   */
  signal: AbortSignal;
  notice(notice: JobNotice): void;
  /** This item waits, for something else than a request, until a time (ms) or for as long as it takes; the answer ends it. */
  waiting(reason: WaitReason, error: ErrorData | null, until: number | null): () => void;
  /** Something could not be removed from the server or the disk, and why. */
  leftBehind(name: string, error: ErrorData): void;
};

/** Called when an item has moved its last byte and only has to be made permanent. */
export type Settling = () => void;
