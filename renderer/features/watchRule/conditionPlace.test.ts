import { expect, test } from 'vitest';
import type { ConditionProblem } from '../../../shared/watch/data.ts';
import { placeOf, withName } from './conditionPlace.ts';

const unknown: ConditionProblem = {
  message: '',
  kind: 'no-such-column',
  name: 'amuont',
  candidates: ['amount'],
  line: null,
  column: null,
};
const marked = (text: string, problem: Partial<ConditionProblem>) => {
  const { from, to } = placeOf(text, { ...unknown, ...problem });
  return text.slice(from, to);
};

test('what is marked is the whole word at the place that is told', () => {
  expect(marked('paid\nAND amuont > 5', { line: 2, column: 5 })).toBe('amuont');
  expect(marked('a > "my column" + 1', { line: 1, column: 5 })).toBe('"my column"');
  expect(marked("name = 'it''s'", { line: 1, column: 8 })).toBe("'it''s'");
  expect(marked('город > 5', { line: 1, column: 1 })).toBe('город');
  expect(marked('a >> 5', { line: 1, column: 3 })).toBe('>');
});

test('what is missing at the end is marked at the last character', () => {
  expect(marked('a >', { line: 1, column: 4 })).toBe('>');
  expect(marked('a >', { line: 7, column: 9 })).toBe('>');
  expect(placeOf('', { ...unknown, line: 1, column: 1 })).toEqual({ from: 0, to: 0 });
});

test('without a place the name is looked for, and without that all is marked', () => {
  expect(marked('1 < Amuont', {})).toBe('Amuont');
  expect(marked('1 < x', {})).toBe('1 < x');
  expect(marked('1 < x', { name: null })).toBe('1 < x');
});

test('a name that was meant comes in quotes where it needs them', () => {
  expect(withName('amuont > 5', unknown, 'amount')).toBe('amount > 5');
  expect(withName('amuont > 5', unknown, 'order')).toBe('"order" > 5');
  expect(withName('upperr(a)', { ...unknown, kind: 'no-such-function', name: 'upperr' }, 'upper')).toBe('upper(a)');
});
