import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AppError } from '../../../shared/errors.ts';
import { call } from '../../api/client.ts';
import { useBuckets } from '../../api/connections.ts';
import { queryKeys } from '../../api/query.ts';
import { type ListingPlace, useListing } from '../../stores/listing.ts';
import { usePlace } from '../../stores/place.ts';
import { type Address, prefixOf, readAddress } from './address.ts';

/** Whether an object has exactly this key. Without the right to ask (403) it is taken for one. */
async function isObject(connectionId: string, { bucket, key }: Address): Promise<boolean> {
  try {
    await call('objects.details', { connectionId, bucket, key });
    return true;
  } catch (error) {
    const code = error instanceof AppError ? error.data.code : null;
    if (code === 'not-found') return false;
    if (code === 'access-denied') return true;
    throw error;
  }
}

/** Goes to a typed address: a prefix is shown, an object's folder is shown with the object selected. */
export function useJump({ connectionId, bucket }: ListingPlace) {
  const [error, setError] = useState<unknown>(null);
  const [isGoing, setGoing] = useState(false);
  const client = useQueryClient();
  const known = useBuckets(connectionId, true).data?.buckets.map(({ name }) => name) ?? [];

  const open = async (address: Address) => {
    if (address.bucket !== bucket && !known.includes(address.bucket)) {
      await call('buckets.open', { connectionId, bucket: address.bucket });
      await client.invalidateQueries({ queryKey: queryKeys.buckets(connectionId) });
    }
    const target = { connectionId, bucket: address.bucket };
    const isPrefix = address.key === '' || address.key.endsWith('/');
    const isKey = !isPrefix && (await isObject(connectionId, address));
    const prefix = isKey ? prefixOf(address.key) : isPrefix ? address.key : `${address.key}/`;
    if (isKey) useListing.getState().reveal({ ...target, prefix }, address.key);
    usePlace.getState().go({ view: 'bucket', ...target, prefix });
  };

  return {
    error,
    isGoing,
    /** True when it led somewhere. */
    async go(typed: string): Promise<boolean> {
      const address = readAddress(typed, bucket, known);
      if (!address) return false;
      setError(null);
      setGoing(true);
      try {
        await open(address);
        return true;
      } catch (failure) {
        setError(failure);
        return false;
      } finally {
        setGoing(false);
      }
    },
  };
}
