import { useQueries } from '@tanstack/react-query';
import type { SettingStates } from '../../../shared/settings/compareSettings.ts';
import type { SettingId } from '../../../shared/settings/documents.ts';
import { type BucketRef, settingQuery } from '../../api/settings.ts';

export type StatesReading<S extends SettingId> = {
  /** A setting that is still being read, or could not be, is left out. */
  states: Pick<SettingStates, S>;
  /** How many are still being read. */
  pending: number;
  /** Those that could not be read, with the reason. */
  failures: { setting: S; error: Error }[];
  retry: () => void;
};

/** Reads several settings of a bucket, each on its own. */
export function useStates<S extends SettingId>(place: BucketRef, settings: readonly S[]): StatesReading<S> {
  const results = useQueries({ queries: settings.map((setting) => settingQuery(place, setting)) });
  const read = settings.map((setting, index) => ({ setting, result: results[index] }));
  const states = Object.fromEntries(
    read.flatMap(({ setting, result }) => (result?.data ? [[setting, result.data]] : [])),
  );
  return {
    // Each state stands under the setting that was asked for.
    states: states as Pick<SettingStates, S>,
    pending: read.filter(({ result }) => result?.isPending).length,
    failures: read.flatMap(({ setting, result }) =>
      result?.error && !result.data ? [{ setting, error: result.error }] : [],
    ),
    retry() {
      for (const { result } of read) if (result?.error) void result.refetch();
    },
  };
}
