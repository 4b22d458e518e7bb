import { useState } from 'react';
import type { PrivateChange, PrivatePlan } from '../../../../shared/access/makePrivate.ts';
import type { SettingSaved } from '../../../../shared/contract/settings.ts';
import type { Input } from '../../../../shared/contract.ts';
import { call } from '../../../api/client.ts';
import type { BucketRef } from '../../../api/settings.ts';

export type Step = {
  setting: PrivateChange['setting'];
  state: 'waiting' | 'running' | 'done' | 'otherwise' | 'failed';
  error: unknown;
};

type Json = Input<'settings.put'>['document'];

function apply(
  { connectionId, bucket }: BucketRef,
  { setting, expected, document }: PrivateChange,
): Promise<SettingSaved> {
  // Documents that came from the server, or stand in the code, are JSON; their types do not say so.
  const common = { connectionId, bucket, setting, expected: expected as Json | null };
  if (document === null) return call('settings.remove', common);
  return call('settings.put', { ...common, document: document as Json });
}

/**
 * Makes the changes of a plan, one after the other. One that fails does not keep the next from being made: each of them
 * closes something. `steps` is null until it has begun.
 */
export function useMakePrivate(place: BucketRef, plan: PrivatePlan) {
  const [steps, setSteps] = useState<Step[] | null>(null);
  return {
    steps,
    isRunning: steps?.some(({ state }) => state === 'running' || state === 'waiting') ?? false,
    /** Resolves to whether all of it was done. */
    async run(): Promise<boolean> {
      let now: Step[] = plan.changes.map(({ setting }) => ({ setting, state: 'waiting', error: null }));
      const mark = (index: number, part: Partial<Step>) => {
        now = now.map((step, at) => (at === index ? { ...step, ...part } : step));
        setSteps(now);
      };
      for (const [index, change] of plan.changes.entries()) {
        mark(index, { state: 'running' });
        try {
          const { isAsSent } = await apply(place, change);
          mark(index, { state: isAsSent ? 'done' : 'otherwise' });
        } catch (error) {
          mark(index, { state: 'failed', error });
        }
      }
      return now.every(({ state }) => state === 'done');
    },
  };
}
