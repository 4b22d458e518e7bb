import type { ActivityHour, LogEntry } from '../../../../shared/watch/state.ts';

const HOUR_MS = 3_600_000;

/** What was done in an hour; `hour` is its beginning (ms). */
export type HourRow = { hour: number; files: number; bytes: number; failed: number };

/** The beginning of the local hour that a time (ms) is in; half of the world's hours do not begin with UTC's. */
export function hourOf(at: number): number {
  const time = new Date(at);
  return at - ((time.getMinutes() * 60 + time.getSeconds()) * 1000 + time.getMilliseconds());
}

/** What these lines add to the hours of their rules. */
export function addToHours(entries: readonly LogEntry[]): (HourRow & { ruleId: string })[] {
  const hours = new Map<string, HourRow & { ruleId: string }>();
  for (const { ruleId, at, step, facts } of entries) {
    const isFailure = step === 'failed' || step === 'needs-you';
    if (step !== 'uploaded' && !isFailure) continue;
    const hour = hourOf(Date.parse(at));
    const id = `${hour} ${ruleId}`;
    const sum = hours.get(id) ?? { ruleId, hour, files: 0, bytes: 0, failed: 0 };
    if (isFailure) sum.failed += 1;
    else sum.files += 1;
    if (!isFailure) sum.bytes += facts.bytes ?? 0;
    hours.set(id, sum);
  }
  return [...hours.values()];
}

/** The last 24 hours, the oldest first, with those of the rows that are in them. */
export function activityOf(rows: readonly HourRow[], now: number): ActivityHour[] {
  const first = hourOf(now) - 23 * HOUR_MS;
  const hours = Array.from({ length: 24 }, (_, n) => ({
    hour: new Date(first + n * HOUR_MS).toISOString(),
    files: 0,
    bytes: 0,
    failed: 0,
  }));
  for (const row of rows) {
    const hour = hours[Math.floor((row.hour - first) / HOUR_MS)];
    if (!hour) continue;
    hour.files += row.files;
    hour.bytes += row.bytes;
    hour.failed += row.failed;
  }
  return hours;
}
