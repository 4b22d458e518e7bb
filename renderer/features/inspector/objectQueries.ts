import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call, on } from '../../api/client.ts';
import { queryKeys } from '../../api/query.ts';

/** The object the inspector is about. */
export type ObjectRef = { connectionId: string; bucket: string; key: string };

// Others write to the same buckets: what is held is shown at once, and read anew each time it is looked at.
const staleTime = 0;

/** The headers of the current object. */
export function detailsQuery(object: ObjectRef) {
  const { connectionId, bucket, key } = object;
  return queryOptions({
    queryKey: queryKeys.object(connectionId, bucket, key),
    queryFn: ({ signal }) => call('objects.details', { connectionId, bucket, key }, { signal }),
    staleTime,
  });
}

/** The object's versions and delete markers, page by page, newest first. */
export function versionsQuery(object: ObjectRef) {
  const { connectionId, bucket, key } = object;
  return infiniteQueryOptions({
    queryKey: queryKeys.versions(connectionId, bucket, key),
    queryFn: ({ pageParam, signal }) =>
      call('versions.list', { connectionId, bucket, key, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime,
  });
}

const REFRESH_MS = 300;

/** Reads what is shown of the object anew when Stave changed something where it lies. */
export function useObjectRefresh({ connectionId, bucket, key }: ObjectRef): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: number | null = null;
    const stop = on('objects.changed', (place) => {
      const isHere = place.connectionId === connectionId && place.bucket === bucket && key.startsWith(place.prefix);
      // An upload of many files tells of itself several times a second.
      if (!isHere || timer !== null) return;
      timer = window.setTimeout(() => {
        timer = null;
        void client.invalidateQueries({ queryKey: queryKeys.object(connectionId, bucket, key) });
        void client.invalidateQueries({ queryKey: queryKeys.versions(connectionId, bucket, key) });
      }, REFRESH_MS);
    });
    return () => {
      stop();
      if (timer !== null) window.clearTimeout(timer);
    };
  }, [client, connectionId, bucket, key]);
}
