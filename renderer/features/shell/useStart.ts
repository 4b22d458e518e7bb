import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../../api/client.ts';
import { useConnections } from '../../api/connections.ts';
import { queryKeys } from '../../api/query.ts';
import { useExpanded } from '../../stores/expanded.ts';
import { usePlace } from '../../stores/place.ts';

/** Goes where the program was asked to start, and marks the page as usable once it knows its connections. */
export function useStart(): void {
  const info = useQuery({
    queryKey: queryKeys.appInfo,
    queryFn: ({ signal }) => call('app.info', {}, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const connections = useConnections();
  const isSettled = !info.isPending && !connections.isPending;
  const isStarted = useRef(false);

  useEffect(() => {
    if (!isSettled || isStarted.current) return;
    isStarted.current = true;
    const startAt = info.data?.startAt;
    if (startAt) {
      useExpanded.getState().expand(startAt.connectionId);
      usePlace.getState().go({ view: 'bucket', ...startAt, prefix: '' });
    }
    document.body.dataset.appState = 'loaded';
  }, [isSettled, info.data]);
}
