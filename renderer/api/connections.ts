import { type QueryClient, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { BucketList } from '../../shared/contract/buckets.ts';
import type { ConnectionSummary, SecretStorageInfo } from '../../shared/contract/connections.ts';
import { call, on } from './client.ts';
import { queryKeys } from './query.ts';

/** The saved connections. */
export function useConnections(): UseQueryResult<ConnectionSummary[]> {
  return useQuery({
    queryKey: queryKeys.connections,
    queryFn: ({ signal }) => call('connections.list', {}, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The saved connection of that id; undefined while unknown or gone. */
export function useConnection(id: string | null): ConnectionSummary | undefined {
  return useConnections().data?.find((connection) => connection.id === id);
}

/** The buckets of a connection; asked for only while `enabled`. */
export function useBuckets(connectionId: string, enabled: boolean): UseQueryResult<BucketList> {
  return useQuery({
    queryKey: queryKeys.buckets(connectionId),
    queryFn: ({ signal }) => call('buckets.list', { connectionId }, { signal }),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Whether this system can seal secrets. */
export function useSecretStorage(): UseQueryResult<SecretStorageInfo> {
  return useQuery({
    queryKey: queryKeys.secretStorage,
    queryFn: ({ signal }) => call('connections.secretStorage', {}, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

async function connectionsChanged(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: queryKeys.connections });
}

/** Reads the connections anew whenever the main process says that they changed. */
export function useConnectionsFollowed(): void {
  const client = useQueryClient();
  useEffect(() => on('connections.changed', () => void connectionsChanged(client)), [client]);
}
