import type { ErrorData } from '../../../shared/errors.ts';
import type { ConflictQuestion, JobNotice } from '../../../shared/transfer.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import type { Retrier } from './retry.ts';

/** What planning works with and tells while it finds things. */
export type PlanPorts = {
  store: ObjectStore;
  bucket: string;
  retrier: Retrier;
  signal: AbortSignal;
  /** Another item, of so many bytes. */
  found(bytes: number): void;
  notice(notice: JobNotice): void;
  /** An item that cannot be transferred, and why. */
  problem(name: string, error: ErrorData): void;
};

/** An item whose name exists already at its target. Sizes in bytes, times ISO. */
export type Conflict<Item> = { item: Item } & Pick<ConflictQuestion, 'existing' | 'incoming'>;

/** All that a job will do, known before a byte moves. */
export type Plan<Item> = { items: Item[]; conflicts: Conflict<Item>[] };
