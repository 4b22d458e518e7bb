import { ACCESS_SETTINGS, type AccessSetting, type Glance, glance } from '../../../../shared/access/glance.ts';
import { useConnection } from '../../../api/connections.ts';
import type { BucketRef } from '../../../api/settings.ts';
import { type StatesReading, useStates } from '../useStates.ts';

/** How open a bucket is; `found` is null while its settings are being read. */
export function useGlance(place: BucketRef): StatesReading<AccessSetting> & { found: Glance | null } {
  const reading = useStates(place, ACCESS_SETTINGS);
  // Amazon's own servers do what their settings say; of others that is not sure.
  const isAmazon = useConnection(place.connectionId)?.provider === 'aws';
  return { ...reading, found: reading.pending > 0 ? null : glance(reading.states, place.bucket, isAmazon) };
}
