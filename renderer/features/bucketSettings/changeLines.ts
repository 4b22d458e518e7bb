import type { TFunction } from 'i18next';
import { type Difference, differences } from '../../../shared/settings/differences.ts';
import { pathWords } from './pathWords.ts';

const LONGEST_VALUE = 160;
const MOST_LINES = 30;

function valueText(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}

function line(t: TFunction, { path, before, after }: Difference): string {
  const what = pathWords(path);
  if (before === undefined) return t('settings.changeAdded', { what, after: valueText(after) });
  if (after === undefined) return t('settings.changeGone', { what, before: valueText(before) });
  return t('settings.change', { what, before: valueText(before), after: valueText(after) });
}

/** The values in which two documents differ, one line each; beyond a screenful only how many there are. */
export function differenceLines(t: TFunction, before: object | null, after: object | null): string[] {
  const all = differences(before, after);
  const lines = all.slice(0, MOST_LINES).map((one) => line(t, one));
  return all.length > MOST_LINES ? [...lines, t('settings.more', { count: all.length - MOST_LINES })] : lines;
}

/** What saving would change, where a setting has no sentences of its own for it. */
export function changeLines(t: TFunction, before: object | null, after: object | null): string[] {
  if (after === null) return before === null ? [] : [t('settings.changeRemoved')];
  return before === null
    ? [t('settings.changeSet'), ...differenceLines(t, before, after)]
    : differenceLines(t, before, after);
}
