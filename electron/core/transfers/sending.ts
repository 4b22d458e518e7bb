import type { OnSent } from '../s3/objectStore.ts';
import type { Tally } from './meter.ts';
import type { WorkPorts } from './work.ts';

/** Counts the slices of a body as they go, and holds the next one back while the bandwidth is used up. */
export function sending(tally: Tally, { bandwidth }: Pick<WorkPorts, 'bandwidth'>, signal: AbortSignal): OnSent {
  return (bytes) => {
    tally.add(bytes);
    return bandwidth.take(bytes, signal);
  };
}
