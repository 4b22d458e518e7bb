/** A day and, when it was typed with one, a time: `{ day: '2026-02-01', time: '10:20:00' }`. `zone`: `Z`, `+03:00` or none. */
export type TypedDate = { day: string; time: string | null; zone: string };

const DATE =
  /^(?:(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})|(?<d2>\d{1,2})\.(?<m2>\d{1,2})\.(?<y2>\d{4}))(?:[T ]+(?<time>\d{1,2}:.*?) ?(?<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?$/;

/** Reads `10:20`, `9:05:07`, `10:20:30.5`, as DuckDB writes it; null for anything else. */
export function readTime(typed: string): string | null {
  const [, hours = '', minutes = '', seconds = '00', fraction = ''] = TIME.exec(typed.trim()) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  return `${hours.padStart(2, '0')}:${minutes}:${seconds}${fraction}`;
}

/** Reads `2026-02-01` or `01.02.2026` (day first, as dots are written everywhere), with a time or without; or null. */
export function readDate(typed: string): TypedDate | null {
  const parts = DATE.exec(typed.trim())?.groups;
  if (!parts) return null;
  const day = [parts.y ?? parts.y2, parts.m ?? parts.m2, parts.d ?? parts.d2]
    .map((part = '') => part.padStart(2, '0'))
    .join('-');
  // A date that there is not (31 February) rolls over.
  const moment = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== day || day.startsWith('0000'))
    return null;
  if (parts.time === undefined) return { day, time: null, zone: '' };
  const time = readTime(parts.time);
  return time === null ? null : { day, time, zone: parts.zone ?? '' };
}

/** The day after `2026-02-28`: `2026-03-01`. */
export function dayAfter(day: string): string {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString();
  return next.slice(0, next.indexOf('T')).replace(/^\+0*/, '');
}
