import type { Language } from './contract/app.ts';

const UNITS: Record<Language, readonly string[]> = {
  en: ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'],
  ru: ['Б', 'кБ', 'МБ', 'ГБ', 'ТБ', 'ПБ', 'ЭБ'],
};

const NBSP = '\u00a0';

/** Made once: making one takes longer than formatting a hundred numbers, and lists show thousands. */
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, digits: number): Intl.NumberFormat {
  const id = `${language}${digits}`;
  const known = numberFormats.get(id);
  if (known) return known;
  const made = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  numberFormats.set(id, made);
  return made;
}

/** A size in bytes as a person reads it: decimal units, one digit after the point below 100, as "412 kB" or "2.1 MB". */
export function formatBytes(bytes: number, language: Language): string {
  const units = UNITS[language];
  let value = bytes;
  let unit = 0;
  // 999.95 would round up to "1,000", so the next unit begins a little below 1000.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${numberFormat(language, digits).format(value)}${NBSP}${units[unit]}`;
}

/** The exact size, for a tooltip: "412,345 B". */
export function formatExactBytes(bytes: number, language: Language): string {
  return `${numberFormat(language, 0).format(bytes)}${NBSP}${UNITS[language][0]}`;
}

/** A whole number with the language's separators. */
export function formatCount(count: number, language: Language): string {
  return numberFormat(language, 0).format(count);
}
