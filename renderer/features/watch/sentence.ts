import type { TFunction } from 'i18next';
import type { Comparison, Filter, Operator } from '../../../shared/watch/data.ts';
import type { WatchRule } from '../../../shared/watch/rule.ts';

const SYMBOLS = {
  equals: '=',
  'not-equals': '≠',
  greater: '>',
  'greater-or-equal': '≥',
  less: '<',
  'less-or-equal': '≤',
} as const satisfies Partial<Record<Operator, string>>;

/** Characters of a condition, and names in a row, that a sentence bears. */
const LONGEST_CONDITION = 160;
const MOST_NAMES = 6;

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_CONDITION ? `${line.slice(0, LONGEST_CONDITION)}…` : line;
}

function listed(names: readonly string[]): string {
  return [...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? ['…'] : [])].join(', ');
}

const isSymbol = (operator: Operator): operator is keyof typeof SYMBOLS => operator in SYMBOLS;

function comparisonText({ column, operator, value }: Comparison, t: TFunction): string {
  if (isSymbol(operator)) return `${column} ${SYMBOLS[operator]} ${value}`;
  return t(`watch.page.rule.compare.${operator}`, { column, value });
}

function filterText(filter: Filter, t: TFunction): string | null {
  if (filter.kind === 'all-rows') return null;
  if (filter.kind === 'sql') return t('watch.page.rule.rows', { condition: shortened(filter.condition) });
  const join = filter.match === 'all' ? 'watch.page.rule.and' : 'watch.page.rule.or';
  const condition = filter.comparisons
    .map((comparison) => comparisonText(comparison, t))
    .reduce((first, second) => t(join, { first, second }));
  return t('watch.page.rule.rows', { condition: shortened(condition) });
}

function filesText({ folder, subfolders, include, exclude }: WatchRule, t: TFunction): string {
  const patterns = listed(include);
  const files =
    include.length === 0
      ? t(subfolders ? 'watch.page.rule.allFilesDeep' : 'watch.page.rule.allFiles', { folder })
      : t(subfolders ? 'watch.page.rule.someFilesDeep' : 'watch.page.rule.someFiles', { patterns, folder });
  return exclude.length === 0 ? files : t('watch.page.rule.except', { files, patterns: listed(exclude) });
}

function dataTexts({ data }: WatchRule, t: TFunction): (string | null)[] {
  if (!data) return [];
  const { filter, columns, output } = data.selection;
  return [
    filterText(filter, t),
    columns && t('watch.page.rule.columns', { columns: listed(columns) }),
    output === 'same' ? null : t(`watch.page.rule.${output}`),
    data.others === 'leave' ? t('watch.page.rule.leave') : null,
  ];
}

/** The end of a path, for where there is little room: `…/data/in`. */
export function pathEnd(path: string): string {
  const levels = path.split(/[\\/]/);
  return levels.length > 3 ? `…/${levels.slice(-2).join('/')}` : path;
}

/** Where a rule uploads to, as it is written in the rule: `s3://shop/in/{name}`. */
export function templateAddress({ bucket, keyTemplate }: WatchRule): string {
  return `s3://${bucket}/${keyTemplate}`;
}

/** A rule in one sentence: which files, what of their data, where to, and what then becomes of them. */
export function ruleSentence(rule: WatchRule, t: TFunction): string {
  const { afterwards } = rule;
  const parts = [
    filesText(rule, t),
    ...dataTexts(rule, t),
    t('watch.page.rule.to', { place: templateAddress(rule) }),
    afterwards.kind === 'archive'
      ? t('watch.page.rule.then.archive', { folder: afterwards.folder })
      : t(`watch.page.rule.then.${afterwards.kind}`),
  ];
  return parts.filter((part) => part !== null).join('; ');
}

/** The folder of the bucket that all keys of a template are in: what stands before its first `{`, up to the last slash. */
export function templatePrefix(keyTemplate: string): string {
  const [fixed = ''] = keyTemplate.split('{');
  return fixed.slice(0, fixed.lastIndexOf('/') + 1);
}
