import type { KnownFile } from './fileTable.ts';

/** When which file is to be looked at: for any number of files one time to wake at. Times in ms, by the clock. */
export type WaitingFiles = {
  /** Takes the place of what was set for it before. */
  set(known: KnownFile, at: number): void;
  /** Brings its turn forward, if it waits at all. */
  hasten(known: KnownFile, at: number): void;
  remove(known: KnownFile): void;
  /** Takes out those whose time has come. */
  takeDue(now: number): KnownFile[];
  /** When the next is due; Infinity: none waits. */
  nextAt(): number;
  clear(): void;
};

/** Files of the same moment wait together: thousands that came at once are a handful of moments. */
const MOMENT_MS = 50;

export function createWaitingFiles(): WaitingFiles {
  const moments = new Map<number, Set<KnownFile>>();
  const momentOf = new Map<KnownFile, number>();

  function remove(known: KnownFile) {
    const moment = momentOf.get(known);
    if (moment === undefined) return;
    momentOf.delete(known);
    const together = moments.get(moment);
    together?.delete(known);
    if (together?.size === 0) moments.delete(moment);
  }

  function set(known: KnownFile, at: number) {
    remove(known);
    const moment = Math.ceil(at / MOMENT_MS) * MOMENT_MS;
    momentOf.set(known, moment);
    const together = moments.get(moment);
    if (together) together.add(known);
    else moments.set(moment, new Set([known]));
  }

  return {
    set,
    remove,
    hasten(known, at) {
      const moment = momentOf.get(known);
      if (moment !== undefined && moment > at) set(known, at);
    },
    takeDue(now) {
      const due: KnownFile[] = [];
      for (const [moment, together] of moments) if (moment <= now) due.push(...together);
      for (const known of due) remove(known);
      return due;
    },
    nextAt() {
      let next = Infinity;
      for (const moment of moments.keys()) next = Math.min(next, moment);
      return next;
    },
    clear() {
      moments.clear();
      momentOf.clear();
    },
  };
}
