import { useEffect, useRef, useState } from 'react';
import type { Forecast } from '../../../../shared/contract/lifecycle.ts';
import type { LifecycleDocument } from '../../../../shared/settings/documents/lifecycle.ts';
import { call, on } from '../../../api/client.ts';
import type { BucketRef } from '../../../api/settings.ts';
import { errorData } from '../../../ui/useAppError.ts';

type ForecastRun = {
  status: 'idle' | 'running' | 'stopped' | 'failed';
  /** Versions, markers and uploads looked at so far; null before the first. */
  seen: number | null;
  error: unknown;
  /** The last forecast that came to its end, with the document it is about. */
  result: { forecast: Forecast; document: LifecycleDocument } | null;
};

const IDLE: ForecastRun = { status: 'idle', seen: null, error: null, result: null };

/** Asks for a forecast when told to, one at a time; leaving the page stops it. */
export function useForecast({ connectionId, bucket }: BucketRef) {
  const [run, setRun] = useState(IDLE);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function start(document: LifecycleDocument): Promise<void> {
    const { Rules: rules, TransitionDefaultMinimumObjectSize: smallestMoved } = document;
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    const scanId = crypto.randomUUID();
    const change = (part: Partial<ForecastRun>) => {
      if (running.current === own) setRun((before) => ({ ...before, ...part }));
    };
    change({ status: 'running', seen: null, error: null });
    const quiet = on('lifecycle.scanned', (scanned) => {
      if (scanned.scanId === scanId) change({ seen: scanned.seen });
    });
    try {
      const input = { connectionId, bucket, rules, smallestMoved, scanId };
      const forecast = await call('lifecycle.forecast', input, { signal: own.signal });
      change({ status: 'idle', result: { forecast, document } });
    } catch (error) {
      change(errorData(error).code === 'cancelled' ? { status: 'stopped' } : { status: 'failed', error });
    } finally {
      quiet();
    }
  }

  return { ...run, start, stop: () => running.current?.abort() };
}
