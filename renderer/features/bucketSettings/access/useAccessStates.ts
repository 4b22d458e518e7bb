import { useQueries, useQueryClient } from '@tanstack/react-query';
import { ACCESS_SETTINGS, type AccessSetting, type AccessStates } from '../../../../shared/access/glance.ts';
import { queryKeys } from '../../../api/query.ts';
import { type BucketRef, settingQuery } from '../../../api/settings.ts';

export type AccessReading = {
  states: AccessStates;
  isPending: boolean;
  /** Those that could not be read, with the reason. */
  failures: { setting: AccessSetting; error: Error }[];
  retry: () => void;
  /** Reads all settings of the bucket again, and what was changed in it. */
  readAgain: () => Promise<void>;
};

/** The settings that access depends on, each read on its own. */
export function useAccessStates(place: BucketRef): AccessReading {
  const { connectionId, bucket } = place;
  const client = useQueryClient();
  const results = useQueries({ queries: ACCESS_SETTINGS.map((setting) => settingQuery(place, setting)) });
  const read = ACCESS_SETTINGS.map((setting, index) => ({ setting, result: results[index] }));
  return {
    // Each state stands under the setting that was asked for.
    states: Object.fromEntries(read.map(({ setting, result }) => [setting, result?.data])) as AccessStates,
    isPending: read.some(({ result }) => result?.isPending),
    failures: read.flatMap(({ setting, result }) =>
      result?.error && !result.data ? [{ setting, error: result.error }] : [],
    ),
    retry() {
      for (const { result } of read) if (result?.error) void result.refetch();
    },
    async readAgain() {
      await Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.allSettings(connectionId, bucket) }),
        client.invalidateQueries({ queryKey: queryKeys.settingChanges(connectionId, bucket) }),
      ]);
    },
  };
}
