import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ownerOf, type SettingStates } from '../../../../shared/settings/compareSettings.ts';
import { documentFor, inCopyOrder } from '../../../../shared/settings/copySettings.ts';
import type { WritableSettingId } from '../../../../shared/settings/documents.ts';
import { documentOf, type SettingState } from '../../../../shared/settings/state.ts';
import { type BucketRef, readSettingsAgain, writeSetting } from '../../../api/settings.ts';

type Side = { place: BucketRef; states: SettingStates };

/** What became of one setting that was copied; `differs`: the server took it, but says something else. */
export type CopyOutcome = { setting: WritableSettingId; result: 'done' | 'differs' | { error: unknown } };

async function copyOne<S extends WritableSettingId>(setting: S, from: Side, to: Side): Promise<CopyOutcome> {
  // The states stand under the setting they are of.
  const source = documentOf(from.states[setting] as SettingState<S> | undefined);
  const document =
    source &&
    documentFor(
      setting,
      source,
      { bucket: from.place.bucket, owner: ownerOf(from.states) },
      { bucket: to.place.bucket, owner: ownerOf(to.states) },
    );
  try {
    const { isAsSent } = await writeSetting(to.place, setting, document, documentOf(to.states[setting]));
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
      await readSettingsAgain(client, to.place);
      setRunning(false);
    },
  };
}
