import { type QueryClient, queryOptions, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { WatchChanged } from '../../shared/contract/watch.ts';
import type { ActivityHour, RuleSnapshot, TroubledFile } from '../../shared/watch/state.ts';
import { call, on } from './client.ts';
import { queryKeys } from './query.ts';
import { withChange } from './watchChange.ts';

/** Milliseconds in which changes of a rule are gathered before what is counted from its files is read anew. */
const NEWS_PAUSE = 2000;

async function readRules(signal: AbortSignal): Promise<RuleSnapshot[]> {
  // What changes while the answer is on its way is newer than the answer, or the same.
  const missed: WatchChanged[] = [];
  const stop = on('watch.changed', (change) => missed.push(change));
  try {
    return missed.reduce(withChange, await call('watch.rules', {}, { signal }));
  } finally {
    stop();
  }
}

/** Reads all rules; `watch.changed` keeps what is held of them up to date. */
export const rulesQuery = queryOptions({
  queryKey: queryKeys.watchRules,
  queryFn: ({ signal }) => readRules(signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The rules of watched folders as they are now; live as long as the window follows them (`useWatchFollowed`). */
export function useRules(): UseQueryResult<RuleSnapshot[]> {
  return useQuery(rulesQuery);
}

/** The rule of that id; undefined while unknown or gone. */
export function useRule(ruleId: string | null): RuleSnapshot | undefined {
  return useRules().data?.find(({ rule }) => rule.id === ruleId);
}

/** Files of a rule that failed, those that need the user first; asked for only while `enabled`. */
export function useTroubledFiles(ruleId: string, enabled: boolean): UseQueryResult<TroubledFile[]> {
  return useQuery({
    queryKey: queryKeys.watchTroubled(ruleId),
    queryFn: ({ signal }) => call('watch.troubled', { ruleId }, { signal }),
    enabled,
  });
}

/** What a rule has done in each of the last 24 hours, the oldest first. */
export function useActivity(ruleId: string): UseQueryResult<ActivityHour[]> {
  return useQuery({
    queryKey: queryKeys.watchActivity(ruleId),
    queryFn: ({ signal }) => call('watch.activity', { ruleId }, { signal }),
    // The hours go by, whether files come or not.
    refetchInterval: 60_000,
  });
}

/** Takes changes of rules into what is held of them. Returns the function that stops it. */
function follow(client: QueryClient): () => void {
  const stale = new Set<string>();
  let timer = 0;
  const readAnew = () => {
    timer = 0;
    for (const ruleId of stale) {
      void client.invalidateQueries({ queryKey: queryKeys.watchTroubled(ruleId) });
      void client.invalidateQueries({ queryKey: queryKeys.watchActivity(ruleId) });
    }
    stale.clear();
  };
  const stop = on('watch.changed', (change) => {
    client.setQueryData(rulesQuery.queryKey, (rules) => rules && withChange(rules, change));
    for (const { rule } of change.rules) stale.add(rule.id);
    if (timer === 0 && stale.size > 0) timer = window.setTimeout(readAnew, NEWS_PAUSE);
  });
  return () => {
    stop();
    window.clearTimeout(timer);
  };
}

/** Keeps the rules of watched folders up to date; the window does so once. */
export function useWatchFollowed(): void {
  const client = useQueryClient();
  useEffect(() => follow(client), [client]);
}
