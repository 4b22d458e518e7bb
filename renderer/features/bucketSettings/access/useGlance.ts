import { type Glance, glance } from '../../../../shared/access/glance.ts';
import { useConnection } from '../../../api/connections.ts';
import type { BucketRef } from '../../../api/settings.ts';
import { type AccessReading, useAccessStates } from './useAccessStates.ts';

/** How open a bucket is; `found` is null while its settings are being read. */
export function useGlance(place: BucketRef): AccessReading & { found: Glance | null } {
  const reading = useAccessStates(place);
  // Amazon's own servers do what their settings say; of others that is not sure.
  const isAmazon = useConnection(place.connectionId)?.provider === 'aws';
  return { ...reading, found: reading.isPending ? null : glance(reading.states, place.bucket, isAmazon) };
}
