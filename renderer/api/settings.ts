import { queryOptions } from '@tanstack/react-query';
import type { SettingId } from '../../shared/settings/documents.ts';
import type { SettingState } from '../../shared/settings/state.ts';
import { call } from './client.ts';
import { queryKeys } from './query.ts';

/** A bucket of a connection. */
export type BucketRef = { connectionId: string; bucket: string };

/** Reads one setting of a bucket; one answer serves all who ask (its panel, access at a glance, the question before overwriting). */
export function settingQuery<S extends SettingId>({ connectionId, bucket }: BucketRef, setting: S) {
  return queryOptions({
    queryKey: queryKeys.setting(connectionId, bucket, setting),
    queryFn: async ({ signal }) => {
      const state = await call('settings.get', { connectionId, bucket, setting }, { signal });
      // The main process answers with the state of the setting that was asked for.
      return state as SettingState<S>;
    },
  });
}
