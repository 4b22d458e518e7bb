import { expect, test } from 'vitest';
import { createTexts } from '../../../shared/i18n/create.ts';
import { AUTO_READING, type Filter } from '../../../shared/watch/data.ts';
import type { WatchRule } from '../../../shared/watch/rule.ts';
import { pathEnd, ruleSentence, templatePrefix } from './sentence.ts';
import { ruleOf } from './testing/snapshots.ts';

const { t } = createTexts('en');

function filtered(filter: Filter, part: Partial<WatchRule['data']> = {}): WatchRule {
  return ruleOf({
    data: { selection: { reading: AUTO_READING, filter, columns: null, output: 'same' }, others: 'upload', ...part },
  });
}

test('a rule tells which files, which rows, where to, and what becomes of them', () => {
  expect(ruleSentence(ruleOf(), t)).toBe(
    'Files *.csv of /data/in with all folders below; rows where amount > 100; to s3://shop/in/{name}; then moved to /data/archive',
  );
});

test('without data and patterns it is short', () => {
  const rule = ruleOf({
    include: [],
    exclude: ['*.bak'],
    subfolders: false,
    data: null,
    afterwards: { kind: 'leave' },
  });
  expect(ruleSentence(rule, t)).toBe(
    'All files of /data/in, without *.bak; to s3://shop/in/{name}; then left in place',
  );
});

test('comparisons are joined as they count', () => {
  const comparisons = [
    { column: 'city', operator: 'contains', value: 'Rostov' },
    { column: 'amount', operator: 'less-or-equal', value: '5' },
    { column: 'note', operator: 'is-empty', value: '' },
  ] as const;
  const any = filtered({ kind: 'comparisons', match: 'any', comparisons: [...comparisons] });
  expect(ruleSentence(any, t)).toContain('rows where city contains “Rostov” or amount ≤ 5 or note is empty;');
});

test('columns, another format and what is no data are told', () => {
  const rule = ruleOf({
    data: {
      selection: { reading: AUTO_READING, filter: { kind: 'all-rows' }, columns: ['id', 'amount'], output: 'parquet' },
      others: 'leave',
    },
  });
  expect(ruleSentence(rule, t)).toContain(
    'below; only the columns id, amount; written as Parquet; files that are no data are left; to',
  );
});

test('a long condition is cut and stands in one line', () => {
  const sentence = ruleSentence(filtered({ kind: 'sql', condition: `amount > 100\n  AND ${'x'.repeat(500)}` }), t);
  expect(sentence).toContain('rows where amount > 100 AND xxx');
  expect(sentence).toContain('…');
  expect(sentence.length).toBeLessThan(400);
});

test.each([
  ['/data/in', '/data/in'],
  ['/home/anna/data/in', '…/data/in'],
  ['C:\\Users\\anna\\in', '…/anna/in'],
])('of the path %s its end is shown', (path, end) => {
  expect(pathEnd(path)).toBe(end);
});

test.each([
  ['in/{name}', 'in/'],
  ['in/day-{date:yyyy}/{name}', 'in/'],
  ['{relative}', ''],
  ['a/b/fixed.csv', 'a/b/'],
])('all keys of %s are in "%s"', (template, prefix) => {
  expect(templatePrefix(template)).toBe(prefix);
});
