import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { LogEntry } from '../../../../shared/watch/state.ts';
import { call, on } from '../../../api/client.ts';
import { queryKeys } from '../../../api/query.ts';
import { fits, type LogFilter, mergedLines, withNews } from './logLines.ts';

/** Lines that came by themselves and are kept at most; then the log is read anew, from its newest page. */
const MOST_LIVE = 20_000;

const NONE: readonly LogEntry[] = [];

/** Lines that come while this is shown and fit, the newest first; `restart` begins anew. */
function useLive(filter: LogFilter) {
  const { ruleId, query, steps } = filter;
  const [live, setLive] = useState<{ of: LogFilter; lines: readonly LogEntry[] }>({ of: filter, lines: NONE });
  const of = useMemo(() => ({ ruleId, query, steps }), [ruleId, query, steps]);
  useEffect(
    () =>
      on('watch.logged', ({ entries }) => {
        const news = entries.filter((entry) => fits(entry, of));
        setLive((now) => ({ of, lines: withNews(now.of === of ? now.lines : NONE, news) }));
      }),
    [of],
  );
  const restart = useCallback(() => setLive({ of, lines: NONE }), [of]);
  return { lines: live.of === of ? live.lines : NONE, restart };
}

/** Lines of the log, the newest first, live; older ones are read page by page. */
export function useLog(filter: LogFilter) {
  const client = useQueryClient();
  const { ruleId, query, steps } = filter;
  const pages = useInfiniteQuery({
    queryKey: queryKeys.watchLog(ruleId, query, steps),
    queryFn: ({ pageParam, signal }) =>
      call('watch.log', { ruleId, query, steps: [...steps], cursor: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: 0,
    // Kept no longer than it is shown.
    gcTime: 0,
  });
  const { data, isPlaceholderData, isFetching, hasNextPage, fetchNextPage } = pages;
  const live = useLive(filter);
  const lines = useMemo(
    () => mergedLines(isPlaceholderData ? NONE : live.lines, data?.pages ?? []),
    [isPlaceholderData, live.lines, data],
  );

  const isTooLong = live.lines.length > MOST_LIVE;
  const { restart } = live;
  useEffect(() => {
    if (!isTooLong) return;
    restart();
    void client.resetQueries({ queryKey: queryKeys.watchLog(ruleId, query, steps), exact: true });
  }, [isTooLong, restart, client, ruleId, query, steps]);

  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);

  return {
    lines,
    hasMore: hasNextPage,
    error: pages.error,
    isPending: pages.isPending,
    isFetching,
    refetch: pages.refetch,
    loadMore,
  };
}
