import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Input } from '../../../../shared/contract.ts';
import { ownerOf, type SettingStates } from '../../../../shared/settings/compareSettings.ts';
import { documentFor, inCopyOrder } from '../../../../shared/settings/copySettings.ts';
import type { WritableSettingId } from '../../../../shared/settings/documents.ts';
import { documentOf, type SettingState } from '../../../../shared/settings/state.ts';
import { call } from '../../../api/client.ts';
import { queryKeys } from '../../../api/query.ts';
import type { BucketRef } from '../../../api/settings.ts';

type Json = Input<'settings.put'>['document'];
type Side = { place: BucketRef; states: SettingStates };

/** What became of one setting that was copied; `differs`: the server took it, but says something else. */
export type CopyOutcome = { setting: WritableSettingId; result: 'done' | 'differs' | { error: unknown } };

async function copyOne<S extends WritableSettingId>(setting: S, from: Side, to: Side): Promise<CopyOutcome> {
  // The states stand under the setting they are of.
  const source = documentOf(from.states[setting] as SettingState<S> | undefined);
  const owners = { from: ownerOf(from.states), to: ownerOf(to.states) };
  const common = { ...to.place, setting, expected: documentOf(to.states[setting]) as Json | null };
  try {
    const { isAsSent } =
      source === null
        ? await call('settings.remove', common)
        : await call('settings.put', {
            ...common,
            // A document that was read is JSON; its type does not say so.
            document: documentFor(
              setting,
              source,
              { bucket: from.place.bucket, owner: owners.from },
              { bucket: to.place.bucket, owner: owners.to },
            ) as Json,
          });
    return { setting, result: isAsSent ? 'done' : 'differs' };
  } catch (error) {
    return { setting, result: { error } };
  }
}

/** Copies settings from one bucket to another, one after the other; one that fails does not stop the rest. */
export function useSettingsCopy() {
  const client = useQueryClient();
  const [outcomes, setOutcomes] = useState<CopyOutcome[]>([]);
  const [isRunning, setRunning] = useState(false);
  return {
    outcomes,
    isRunning,
    async run(settings: readonly WritableSettingId[], from: Side, to: Side) {
      setRunning(true);
      setOutcomes([]);
      for (const setting of inCopyOrder(settings)) {
        const outcome = await copyOne(setting, from, to);
        setOutcomes((before) => [...before, outcome]);
      }
      const { connectionId, bucket } = to.place;
      await client.invalidateQueries({ queryKey: queryKeys.allSettings(connectionId, bucket) });
      void client.invalidateQueries({ queryKey: queryKeys.settingChanges(connectionId, bucket) });
      setRunning(false);
    },
  };
}
