import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConnectionDraft, ConnectionTest } from '../../../shared/contract/connections.ts';
import { isCancelled } from '../../../shared/errors.ts';
import { call } from '../../api/client.ts';

export type TestState =
  | { state: 'idle' }
  | { state: 'running' }
  | { state: 'works'; result: ConnectionTest }
  | { state: 'failed'; error: unknown };

/** Tries a connection; a test that still runs is cancelled by the next one, by `forget` and when the form closes. */
export function useConnectionTest() {
  const [test, setTest] = useState<TestState>({ state: 'idle' });
  const running = useRef<AbortController | null>(null);

  const forget = useCallback(() => {
    running.current?.abort();
    setTest({ state: 'idle' });
  }, []);

  const run = useCallback(async (draft: ConnectionDraft) => {
    running.current?.abort();
    running.current = new AbortController();
    const { signal } = running.current;
    setTest({ state: 'running' });
    try {
      const result = await call('connections.test', draft, { signal });
      if (!signal.aborted) setTest({ state: 'works', result });
    } catch (error) {
      if (!signal.aborted && !isCancelled(error)) setTest({ state: 'failed', error });
    }
  }, []);

  useEffect(() => () => running.current?.abort(), []);
  return { test, run, forget };
}
