import type { DataEngine } from './dataEngine.ts';
import { createLane, type Lane, type LaneTimes } from './lane.ts';
import type { StartDataProcess } from './processPort.ts';
import type { Work, WorkKind } from './protocol.ts';

const TIMES: LaneTimes = { idleMs: 60_000, cancelMs: 1000 };

/**
 * The data engine over processes that `start` starts: one for what takes long, and one for what somebody looks at, so that
 * a preview never waits for a file that is being filtered.
 */
export function createDataEngine(start: StartDataProcess, times: Partial<LaneTimes> = {}): DataEngine {
  const work = createLane(start, { ...TIMES, ...times });
  const look = createLane(start, { ...TIMES, ...times });

  /** What the process answers to a kind is of that kind's output (requests.ts). */
  function ask<K extends WorkKind>(lane: Lane, kind: K, input: Work[K]['input'], ...rest: Rest) {
    return lane.perform({ kind, input } as Parameters<Lane['perform']>[0], ...rest) as Promise<Work[K]['output']>;
  }

  return {
    recognise: (path, reading, signal) => ask(look, 'recognise', { path, reading }, signal),
    preview: (path, selection, signal) => ask(look, 'preview', { path, selection }, signal),
    check: (filter, columns, signal) => ask(look, 'check', { filter, columns }, signal),
    count: (path, selection, signal, onProgress) => ask(work, 'count', { path, selection }, signal, onProgress),
    filter: (path, target, selection, signal, onProgress) =>
      ask(work, 'filter', { path, target, selection }, signal, onProgress),
    async close() {
      await Promise.all([work.close(), look.close()]);
    },
  };
}

type Rest = Lane['perform'] extends (order: never, ...rest: infer R) => unknown ? R : never;
