import type { StillnessRule } from './folderWatcher.ts';

const LEAST_MS = 5_000;
const MOST_MS = 60_000;
const BYTES_PER_SECOND_MORE = 100_000_000;

/** Five seconds, and one more for each 100 MB: the larger a file, the longer the pauses of who writes it. A minute at most. */
export const quietFor: StillnessRule = (size) => Math.min(MOST_MS, LEAST_MS + (size / BYTES_PER_SECOND_MORE) * 1000);
