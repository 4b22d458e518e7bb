import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../api/client.ts';
import { queryKeys } from '../../../api/query.ts';
import type { BucketRef } from '../../../api/settings.ts';

/** Puts the state before a change again. `force`: also over what somebody else has changed since. */
export function useRollBack({ connectionId, bucket }: BucketRef) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: (asked: { changeId: string; force: boolean }) =>
      call('settings.rollBack', { connectionId, bucket, ...asked }),
    onSuccess() {
      void client.invalidateQueries({ queryKey: queryKeys.allSettings(connectionId, bucket) });
      void client.invalidateQueries({ queryKey: queryKeys.settingChanges(connectionId, bucket) });
    },
  });
  return {
    run: (changeId: string, force: boolean) => mutation.mutate({ changeId, force }),
    forget: mutation.reset,
    changeId: mutation.variables?.changeId,
    isPending: mutation.isPending,
    error: mutation.error,
  };
}
