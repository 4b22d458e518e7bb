import type { ErrorData } from '../../../shared/errors.ts';
import type { Clock } from '../ports.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import type { Budget } from './budget.ts';
import type { Limits } from './limits.ts';
import type { Meter } from './meter.ts';
import type { Retrier } from './retry.ts';

/** What the work on one item of a job uses. */
export type WorkPorts = {
  jobId: string;
  store: ObjectStore;
  bucket: string;
  /** Most parts the server takes in one upload. */
  maxParts: number;
  clock: Clock;
  retrier: Retrier;
  budget: Budget;
  meter: Meter;
  limits: Limits;
  /** The job's: aborted when it is cancelled or cannot go on. */
  signal: AbortSignal;
  /** Something could not be removed from the server or the disk, and why. */
  leftBehind(name: string, error: ErrorData): void;
};

/** Called when an item has moved its last byte and only has to be made permanent. */
export type Settling = () => void;
