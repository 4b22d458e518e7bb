import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkTemplate,
  type KeyFacts,
  type KeyTemplateProblem,
  localMoment,
  mayClash,
  PLACEHOLDERS,
  placeholderText,
  renderKey,
  suggestTemplate,
} from './keyTemplate.ts';

const FACTS: KeyFacts = {
  relative: 'north/2026/orders-17.csv',
  extension: null,
  takenIn: { year: 2026, month: 11, day: 20, hours: 9, minutes: 5, seconds: 7 },
  modified: { year: 2025, month: 1, day: 2, hours: 23, minutes: 59, seconds: 0 },
  constants: [
    { name: 'suite', value: 'регрессия' },
    { name: 'path', value: 'a/b' },
    { name: 'nothing', value: '' },
  ],
};

const key = (template: string, facts: Partial<KeyFacts> = {}) => {
  const rendered = renderKey(template, { ...FACTS, ...facts });
  return 'key' in rendered ? rendered.key : rendered.problem;
};
const problem = (code: KeyTemplateProblem['code'], position: number, name: string | null = null) => ({
  code,
  position,
  name,
});

test.each([
  ['in/{relative}', 'in/north/2026/orders-17.csv'],
  ['{folder}/x/{name}', 'north/2026/x/orders-17.csv'],
  ['{stem}-{ext}', 'orders-17-csv'],
  ['in/{date:yyyy/MM/dd}/{name}', 'in/2026/11/20/orders-17.csv'],
  ['{date}/{name}', '2026-11-20/orders-17.csv'],
  ['{date:yyyyMMddTHHmmss}_{name}', '20261120T090507_orders-17.csv'],
  ['{mtime:yyyy-MM-dd HH.mm.ss}/{name}', '2025-01-02 23.59.00/orders-17.csv'],
  ['{suite}/{path}/{name}', 'регрессия/a/b/orders-17.csv'],
  ['{nothing}{name}', 'orders-17.csv'],
  ['{{date}}/{{{stem}}}', '{date}/{orders-17}'],
  ['только/текст', 'только/текст'],
])('%s becomes %s', (template, expected) => {
  expect(key(template)).toBe(expected);
});

test('an empty folder takes its slash along', () => {
  expect(key('in/{folder}/{name}', { relative: 'a.csv' })).toBe('in/a.csv');
  expect(key('{folder}/{name}', { relative: 'a.csv' })).toBe('a.csv');
  expect(key('in/{folder}-{name}', { relative: 'a.csv' })).toBe('in/-a.csv');
});

test('the extension follows what is written', () => {
  const parquet = { extension: 'parquet' };
  expect(key('{relative}|{name}|{stem}|{ext}', parquet)).toBe(
    'north/2026/orders-17.parquet|orders-17.parquet|orders-17|parquet',
  );
  expect(key('{name}', { relative: 'ORDERS.CSV', extension: 'csv' })).toBe('ORDERS.CSV');
  expect(key('{name}', { relative: 'a/orders', extension: 'csv' })).toBe('orders.csv');
  expect(key('{relative}', { relative: 'a.b/.hidden', extension: 'csv' })).toBe('a.b/.hidden.csv');
});

test('a dot at an end of a name makes no extension', () => {
  expect(key('{stem}|{ext}|', { relative: '.env' })).toBe('.env||');
  expect(key('{stem}|{ext}|', { relative: 'a.' })).toBe('a.||');
  expect(key('{stem}|{ext}|', { relative: 'a.tar.gz' })).toBe('a.tar|gz|');
});

test.each([
  ['in/{name', problem('unclosed-brace', 3)],
  ['in/{na{me}', problem('unclosed-brace', 3)],
  ['in/name}', problem('unopened-brace', 7)],
  ['{name}}', problem('unopened-brace', 6)],
  ['in/{nam}', problem('unknown-placeholder', 3, 'nam')],
  ['in/{Name}', problem('unknown-placeholder', 3, 'Name')],
  ['in/{}', problem('unknown-placeholder', 3, '')],
  ['{date:}', problem('bad-pattern', 0, 'date')],
  ['{date:yyyy-mon}', problem('bad-pattern', 0, 'date')],
  ['{date:DD}', problem('bad-pattern', 0, 'date')],
  ['{name:yyyy}', problem('bad-pattern', 0, 'name')],
  ['{suite:yyyy}', problem('bad-pattern', 0, 'suite')],
  ['', problem('empty', 0)],
  ['{nothing}', problem('empty', 0)],
  ['/{name}', problem('leading-slash', 0)],
  ['{nothing}/{name}', problem('leading-slash', 9)],
  ['in//{name}', problem('double-slash', 2)],
  ['in/{nothing}/{name}', problem('double-slash', 2)],
  ['in/{name}/', problem('trailing-slash', 9)],
  ['in/./{name}', problem('dot-segment', 3)],
  ['in/{{../..', problem('dot-segment', 8)],
  ['../{name}', problem('dot-segment', 0)],
  ['{name}/\ud800', problem('not-unicode', 7)],
  ['я'.repeat(513), problem('too-long', 0)],
])('%s makes no key', (template, expected) => {
  expect(key(template)).toEqual(expected);
});

test('a key may have 1,024 bytes', () => {
  expect(key('я'.repeat(512))).toBe('я'.repeat(512));
});

test('a template is checked without a file', () => {
  expect(checkTemplate('in/{folder}/{name}', [])).toBe(null);
  expect(checkTemplate('{suite}/{name}', FACTS.constants)).toBe(null);
  expect(checkTemplate('{suite}/{name}', [])).toEqual(problem('unknown-placeholder', 0, 'suite'));
  expect(checkTemplate('{folder}', [])).toEqual(problem('empty', 0));
  expect(checkTemplate('{name}', [{ name: 'name', value: 'x' }])).toEqual(problem('constant-name-taken', 0, 'name'));
});

test('files may clash where nothing keeps them apart', () => {
  expect(mayClash('{date}/data.csv')).toBe(true);
  expect(mayClash('{folder}/{ext}')).toBe(true);
  expect(mayClash('{{name}}')).toBe(true);
  expect(mayClash('{date}/{name}')).toBe(false);
  expect(mayClash('{stem}.txt')).toBe(false);
  expect(mayClash('{relative}', true)).toBe(false);
  expect(mayClash('{name}', true)).toBe(true);
  expect(mayClash('{folder}/{name}', true)).toBe(false);
});

test('what is suggested and offered is right', () => {
  expect(key(suggestTemplate('in/'))).toBe('in/2026/11/20/north/2026/orders-17.csv');
  expect(key(suggestTemplate('{a}/'))).toBe('{a}/2026/11/20/north/2026/orders-17.csv');
  for (const placeholder of PLACEHOLDERS) expect(key(`x${placeholderText(placeholder)}`)).toBeTypeOf('string');
});

test('a moment is as this computer’s clock shows it', () => {
  expect(localMoment(new Date(2026, 1, 3, 4, 5, 6))).toEqual({
    year: 2026,
    month: 2,
    day: 3,
    hours: 4,
    minutes: 5,
    seconds: 6,
  });
});

const name = fc
  .string({ unit: fc.constantFrom('a', '.', 'я', '{', '}', ' ', '-'), minLength: 1, maxLength: 8 })
  .filter((text) => !/^\.\.?$/.test(text));
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
const template = fc
  .array(
    fc.constantFrom(
      '{relative}',
      '{folder}',
      '{name}',
      '{stem}',
      '{ext}',
      '{date:yyyy/MM}',
      '/',
      '.',
      'x',
      '{{',
      '}}',
      '{suite}',
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

test('what is rendered is a sound key, or a problem with its place', () => {
  fc.assert(
    fc.property(template, path, fc.option(fc.constant('parquet')), (text, relative, extension) => {
      const rendered = renderKey(text, { ...FACTS, relative, extension });
      if ('problem' in rendered) {
        expect(rendered.problem.position).toBeGreaterThanOrEqual(0);
        expect(rendered.problem.position).toBeLessThanOrEqual(text.length);
        return;
      }
      const segments = rendered.key.split('/');
      for (const segment of segments) expect(['', '.', '..']).not.toContain(segment);
    }),
  );
});

test('files that are apart in the folder are apart in the bucket by their relative path', () => {
  fc.assert(
    fc.property(path, path, fc.constantFrom('in/{relative}', '{date}/{relative}'), (one, other, text) => {
      const same = JSON.stringify(key(text, { relative: one })) === JSON.stringify(key(text, { relative: other }));
      expect(same).toBe(one === other);
    }),
  );
});

test('a text with its braces doubled stands for itself', () => {
  fc.assert(
    fc.property(name, (text) => {
      expect(key(`x${text.replace(/[{}]/g, '$&$&')}`)).toBe(`x${text}`);
    }),
  );
});
