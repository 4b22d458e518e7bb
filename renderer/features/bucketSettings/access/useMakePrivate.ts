import { useState } from 'react';
import type { PrivateChange, PrivatePlan } from '../../../../shared/access/makePrivate.ts';
import { type BucketRef, writeSetting } from '../../../api/settings.ts';

export type Step = {
  setting: PrivateChange['setting'];
  state: 'waiting' | 'running' | 'done' | 'otherwise' | 'failed';
  error: unknown;
};

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
      for (const [index, { setting, document, expected }] of plan.changes.entries()) {
        mark(index, { state: 'running' });
        try {
          const { isAsSent } = await writeSetting(place, setting, document, expected);
          mark(index, { state: isAsSent ? 'done' : 'otherwise' });
        } catch (error) {
          mark(index, { state: 'failed', error });
        }
      }
      return now.every(({ state }) => state === 'done');
    },
  };
}
