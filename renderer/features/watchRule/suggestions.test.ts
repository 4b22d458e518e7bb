import { expect, test } from 'vitest';
import type { Place } from '../../stores/place.ts';
import { newForm } from './ruleForm.ts';
import { startFrom, suggestedLogKey, withSuggestions } from './suggestions.ts';

const blank = newForm({ connectionId: '', bucket: '', prefix: '' });

test('a rule is named after its folder, and its log after the rule, until the user names them', () => {
  const chosen = withSuggestions({ ...blank, folder: { grant: 'g', path: '/data/New orders' } });
  expect(chosen).toMatchObject({ name: 'New orders', logKey: 'logs/new-orders.log' });
  const other = withSuggestions({ ...chosen, folder: { grant: 'h', path: 'C:\\exports\\paid' } });
  expect(other).toMatchObject({ name: 'paid', logKey: 'logs/paid.log' });
  expect(withSuggestions({ ...other, name: 'Mine', isNamed: true })).toMatchObject({ logKey: 'logs/mine.log' });
  const own = withSuggestions({ ...other, name: 'Mine', isNamed: true, logKey: 'x', isLogKeyed: true });
  expect(own).toMatchObject({ name: 'Mine', logKey: 'x' });
});

test.each([
  ['Заказы 2026', 'logs/заказы-2026.log'],
  ['../..', 'logs/rule.log'],
  ['', 'logs/rule.log'],
])('the log of %j goes to %s', (name, key) => {
  expect(suggestedLogKey(name)).toBe(key);
});

test('a new rule begins where the user comes from', () => {
  const past: Place[] = [
    { view: 'bucket', connectionId: 'c', bucket: 'old', prefix: '' },
    { view: 'bucket', connectionId: 'c', bucket: 'shop', prefix: 'in/' },
    { view: 'watch', ruleId: null },
  ];
  expect(startFrom(past, ['c', 'd'])).toEqual({ connectionId: 'c', bucket: 'shop', prefix: 'in/' });
  expect(startFrom(past, ['d'])).toEqual({ connectionId: 'd', bucket: '', prefix: '' });
  expect(startFrom([], ['c', 'd'])).toEqual({ connectionId: '', bucket: '', prefix: '' });
  expect(startFrom([{ view: 'bucketSettings', connectionId: 'c', bucket: 'b' }], ['c'])).toEqual({
    connectionId: 'c',
    bucket: 'b',
    prefix: '',
  });
});
