import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SettingId } from '../../../shared/settings/documents.ts';
import type { SettingState } from '../../../shared/settings/state.ts';
import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query.ts';
import { type BucketRef, settingQuery } from '../../api/settings.ts';

export type Reading<S extends SettingId = SettingId> = {
  /** Undefined while it is being read. */
  state: SettingState<S> | undefined;
  error: Error | null;
  retry: () => void;
  /** Reads it once more; answers with what the server says, or undefined when it could not be read. */
  refetch: () => Promise<SettingState<S> | undefined>;
  /** Asks the server although it is known not to have the setting. */
  askAgain: () => void;
  isAsking: boolean;
};

/** Reads one setting of a bucket. */
export function useReading<S extends SettingId>(place: BucketRef, setting: S): Reading<S> {
  const { connectionId, bucket } = place;
  const client = useQueryClient();
  const query = settingQuery(place, setting);
  const read = useQuery(query);
  const again = useMutation({
    mutationFn: () => call('settings.get', { connectionId, bucket, setting, again: true }),
    onSuccess: (state) => client.setQueryData<SettingState>(queryKeys.setting(connectionId, bucket, setting), state),
  });

  // What this answer tells of the server, the list of settings shows at once.
  const isAbsent = read.data && read.data.state === 'absent';
  useEffect(() => {
    if (isAbsent !== undefined) {
      void client.invalidateQueries({ queryKey: queryKeys.absentSettings(connectionId) });
    }
  }, [client, connectionId, isAbsent]);

  return {
    state: read.data,
    error: again.error ?? (read.data === undefined ? read.error : null),
    retry: () => (again.isError ? again.mutate() : void read.refetch()),
    refetch: async () => (await read.refetch()).data,
    askAgain: () => again.mutate(),
    isAsking: again.isPending,
  };
}
