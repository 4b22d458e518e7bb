import type { Language } from './contract/app.ts';

const DAY_MS = 86_400_000;

/** Days between the local calendar days of two moments (0: the same day, 1: the day before). */
function daysApart(earlier: Date, later: Date): number {
  const startOf = (d: Date) => Date.UTC(d.getFullYear(), d.getMonth(), d.getDate());
  return Math.round((startOf(later) - startOf(earlier)) / DAY_MS);
}

/** A moment as a person says it: "today 14:02", "yesterday 18:40", "12 Nov", "12 Nov 2025". `iso` an ISO time, `now` ms. */
export function formatWhen(iso: string, now: number, language: Language): string {
  const moment = new Date(iso);
  const today = new Date(now);
  const apart = daysApart(moment, today);
  if (apart === 0 || apart === 1) {
    const day = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-apart, 'day');
    return `${day} ${formatTime(iso, language)}`;
  }
  const sameYear = moment.getFullYear() === today.getFullYear();
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(moment);
}

/** The time of day, 24 hours: "14:02". */
export function formatTime(iso: string, language: Language): string {
  const form = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(language, form).format(new Date(iso));
}

/** The exact moment for a tooltip: local ISO-like time with seconds, and UTC. */
export function formatExactWhen(iso: string): string {
  const d = new Date(iso);
  const two = (n: number) => String(n).padStart(2, '0');
  const local = `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
  return `${local} (${d.toISOString()})`;
}

/** How long something will take: "12 s", "3 min", "2 h 5 min". Whole seconds in. */
export function formatDuration(seconds: number, language: Language): string {
  const unit = (value: number, name: 'second' | 'minute' | 'hour') =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return unit(whole, 'second');
  if (whole < 3600) return unit(Math.round(whole / 60), 'minute');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return minutes === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(minutes, 'minute')}`;
}
