import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { JobSnapshot } from '../../../shared/transfer.ts';
import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query.ts';
import { useTransfers } from '../../stores/transfers.ts';
import { useSettled } from '../../ui/useSettled.ts';

/** Milliseconds after the last key before what was typed is searched for. */
const TYPING_PAUSE = 200;
/** Milliseconds from a job's end until the history is read anew: when many end, they come together. */
const NEWS_PAUSE = 1000;
/** The contract takes no longer text. */
const LONGEST = 200;

/** Ended jobs, the newest first, read page by page while this is used. `search`: what their names or places contain. */
export function useHistory(search: string) {
  const client = useQueryClient();
  const query = useSettled(search.trim().slice(0, LONGEST), TYPING_PAUSE);
  const pages = useInfiniteQuery({
    queryKey: queryKeys.history(query),
    queryFn: ({ pageParam, signal }) => call('transfers.history', { query, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: 0,
    // Kept no longer than it is shown.
    gcTime: 0,
  });
  const { data, isFetching, hasNextPage, fetchNextPage } = pages;
  const jobs = useMemo(
    () => new Map((data?.pages ?? []).flatMap((page) => page.jobs.map((job): [string, JobSnapshot] => [job.id, job]))),
    [data],
  );
  const ids = useMemo(() => [...jobs.keys()], [jobs]);

  const endedCount = useSettled(
    useTransfers((s) => s.endedCount),
    NEWS_PAUSE,
  );
  const [readAt, setReadAt] = useState(endedCount);
  useEffect(() => {
    if (endedCount === readAt) return;
    setReadAt(endedCount);
    void client.invalidateQueries({ queryKey: queryKeys.allHistory }, { cancelRefetch: false });
  }, [client, endedCount, readAt]);

  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);

  return {
    ids,
    jobs,
    query,
    error: pages.error,
    isPending: pages.isPending,
    isFetching,
    refetch: pages.refetch,
    loadMore,
  };
}
