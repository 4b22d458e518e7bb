/** How much the engine does at once. Bytes, counts. */
export type Limits = {
  /** Jobs that move bytes at once; deletes come on top, they move none. */
  jobsAtOnce: number;
  /** Files of one job at once. */
  filesAtOnce: number;
  /** Parts of one file at once. */
  partsPerFile: number;
  /** Requests with a body under way at once, of all jobs together. */
  requests: number;
  /** Bytes of bodies held in memory at once, of all jobs together. */
  memory: number;
};

export const DEFAULT_LIMITS: Limits = {
  jobsAtOnce: 3,
  // Small files are bound by the round trip, large parts by the memory.
  filesAtOnce: 32,
  partsPerFile: 8,
  requests: 32,
  memory: 96 * 1024 * 1024,
};

/** How long (ms) a request that the server may already have carried out is waited for after a cancel. */
export const GRACE_MS = 5000;
