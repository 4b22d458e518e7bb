import { queryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import { queryKeys } from './query.ts';

/** A bucket of a connection. */
export type BucketRef = { connectionId: string; bucket: string };

/** Reads a bucket's versioning; one answer serves all who ask (settings, versions, the question before overwriting). */
export function versioningQuery({ connectionId, bucket }: BucketRef) {
  return queryOptions({
    queryKey: queryKeys.versioning(connectionId, bucket),
    queryFn: ({ signal }) => call('settings.versioning.get', { connectionId, bucket }, { signal }),
  });
}
