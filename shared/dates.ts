import type { Language } from './contract/app.ts';

const DAY_MS = 86_400_000;

const DAY_FORM = { day: 'numeric', month: 'short' } as const;
const YEAR_FORM = { ...DAY_FORM, year: 'numeric' } as const;
const TIME_FORM = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Made once for each form: making one takes longer than formatting a hundred dates, and lists show thousands. */
const dateFormats = new Map<object, Map<string, Intl.DateTimeFormat>>();

function dateFormat(locale: string, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const ofForm = dateFormats.get(form) ?? new Map<string, Intl.DateTimeFormat>();
  dateFormats.set(form, ofForm);
  const made = ofForm.get(locale) ?? new Intl.DateTimeFormat(locale, form);
  ofForm.set(locale, made);
  return made;
}

/** "today", "yesterday", by language. */
const dayWords = new Map<Language, readonly [string, string]>();

function dayWord(daysAgo: 0 | 1, language: Language): string {
  const known = dayWords.get(language);
  if (known) return known[daysAgo];
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const made = [words.format(0, 'day'), words.format(-1, 'day')] as const;
  dayWords.set(language, made);
  return made[daysAgo];
}

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
  if (apart === 0 || apart === 1) return `${dayWord(apart, language)} ${formatTime(iso, language)}`;
  const isThisYear = moment.getFullYear() === today.getFullYear();
  return dateFormat(language === 'en' ? 'en-GB' : language, isThisYear ? DAY_FORM : YEAR_FORM).format(moment);
}

/** The time of day, 24 hours: "14:02". */
export function formatTime(iso: string, language: Language): string {
  return dateFormat(language, TIME_FORM).format(new Date(iso));
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
