import { useQueries } from '@tanstack/react-query';
import type { SettingStates } from '../../../shared/settings/compareSettings.ts';
import { type BucketRef, settingQuery } from '../../api/settings.ts';
import { LISTED_SETTINGS, type ListedSetting } from './sections.ts';

export type AllStates = {
  states: SettingStates;
  /** How many are still being read. */
  pending: number;
  /** Those that could not be read, with the reason. */
  failures: { setting: ListedSetting; error: Error }[];
  retry: () => void;
};

/** Reads every setting of a bucket, each on its own; nothing is read without a place. */
export function useAllStates(place: BucketRef | null): AllStates {
  const settings = place ? LISTED_SETTINGS : [];
  const results = useQueries({
    queries: settings.map((setting) => settingQuery(place ?? { connectionId: '', bucket: '' }, setting)),
  });
  const read = settings.map((setting, index) => ({ setting, result: results[index] }));
  const states: SettingStates = Object.fromEntries(
    read.flatMap(({ setting, result }) => (result?.data ? [[setting, result.data]] : [])),
  );
  return {
    states,
    pending: read.filter(({ result }) => result?.isPending).length,
    failures: read.flatMap(({ setting, result }) =>
      result?.error && !result.data ? [{ setting, error: result.error }] : [],
    ),
    retry() {
      for (const { result } of read) if (result?.error) void result.refetch();
    },
  };
}
