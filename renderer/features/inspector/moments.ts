import type { Format } from '../../ui/useFormat.ts';

/** "today 14:02", "12 Nov 14:02"; with seconds when two versions would otherwise look alike. */
export function versionTime(iso: string, format: Pick<Format, 'when' | 'time'>, withSeconds: boolean): string {
  const when = format.when(iso);
  const time = format.time(iso);
  const full = when.endsWith(time) ? when : `${when} ${time}`;
  return withSeconds ? `${full}:${String(new Date(iso).getSeconds()).padStart(2, '0')}` : full;
}

/** A moment within a sentence, to the second: "21 November 2026 at 14:02:11". */
export function momentInWords(iso: string, language: string): string {
  const form = { dateStyle: 'long', timeStyle: 'medium', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, form).format(new Date(iso));
}

const minuteOf = (iso: string) => Math.floor(Date.parse(iso) / 60_000);

/** For each version, whether a neighbour is of the same minute. `times` are ISO times in the order of the list. */
export function sharesMinute(times: readonly string[]): boolean[] {
  const minutes = times.map(minuteOf);
  return minutes.map((minute, index) => minute === minutes[index - 1] || minute === minutes[index + 1]);
}
