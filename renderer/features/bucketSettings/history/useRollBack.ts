import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../api/client.ts';
import { type BucketRef, readSettingsAgain } from '../../../api/settings.ts';

/** Puts the state before a change again. `force`: also over what somebody else has changed since. */
export function useRollBack(place: BucketRef) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: (asked: { changeId: string; force: boolean }) => call('settings.rollBack', { ...place, ...asked }),
    onSuccess: () => void readSettingsAgain(client, place),
  });
  return {
    run: (changeId: string, force: boolean) => mutation.mutate({ changeId, force }),
    forget: mutation.reset,
    changeId: mutation.variables?.changeId,
    isPending: mutation.isPending,
    error: mutation.error,
  };
}
