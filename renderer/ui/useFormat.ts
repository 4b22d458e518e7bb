import { useMemo, useSyncExternalStore } from 'react';
import { formatBytes, formatCount, formatExactBytes } from '../../shared/bytes.ts';
import { formatDuration, formatExactWhen, formatTime, formatWhen } from '../../shared/dates.ts';
import { usePreferences } from '../stores/preferences.ts';

/** The start of the next local day, in ms. */
function nextMidnight(): number {
  const day = new Date();
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
}

const listeners = new Set<() => void>();
let timer = 0;

function tell(): void {
  for (const listener of listeners) listener();
}

function waitForMidnight(): void {
  timer = window.setTimeout(
    () => {
      tell();
      waitForMidnight();
    },
    nextMidnight() - Date.now() + 50,
  );
}

/** Calls back when a new day begins; a computer that slept over midnight is noticed when the window comes to the front. */
function onNewDay(listener: () => void): () => void {
  if (listeners.size === 0) {
    waitForMidnight();
    window.addEventListener('focus', tell);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearTimeout(timer);
    window.removeEventListener('focus', tell);
  };
}

const dayOf = () => new Date().toDateString();

export type Format = {
  /** "412 kB" */
  bytes(value: number): string;
  /** "412,345 B" */
  exactBytes(value: number): string;
  /** "1,204" */
  count(value: number): string;
  /** "today 14:02", from an ISO time. */
  when(iso: string): string;
  /** Local time with seconds, and UTC. */
  exactWhen(iso: string): string;
  /** "14:02" */
  time(iso: string): string;
  /** "3 min", from seconds. */
  duration(seconds: number): string;
};

/** Numbers, sizes and times in the user's language; "today" stays right as the day passes. */
export function useFormat(): Format {
  const language = usePreferences((s) => s.preferences.language);
  const day = useSyncExternalStore(onNewDay, dayOf);
  return useMemo(
    () => ({
      bytes: (value) => formatBytes(value, language),
      exactBytes: (value) => formatExactBytes(value, language),
      count: (value) => formatCount(value, language),
      // Any moment of the day shown gives the same words; taking the day itself keeps them right when it changes.
      when: (iso) => formatWhen(iso, new Date(day).getTime(), language),
      exactWhen: formatExactWhen,
      time: (iso) => formatTime(iso, language),
      duration: (seconds) => formatDuration(seconds, language),
    }),
    [language, day],
  );
}
