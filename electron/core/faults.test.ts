import { expect, test } from 'vitest';
import { faultOf } from './faults.ts';

test('of an error the name and the place are told, never the text, however many lines it has', () => {
  const fault = faultOf(new TypeError('one hunter2\ntwo hunter2\nthree hunter2'));
  expect(fault.name).toBe('TypeError');
  expect(fault.place).toContain('faults.test.ts');
  expect(JSON.stringify(fault)).not.toContain('hunter2');
});

test('of what is no error the kind is told', () => {
  expect(faultOf('hunter2')).toEqual({ name: 'string', place: undefined });
  expect(faultOf(undefined)).toEqual({ name: 'undefined', place: undefined });
});
