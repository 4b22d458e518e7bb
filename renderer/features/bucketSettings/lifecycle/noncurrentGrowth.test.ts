import { expect, test } from 'vitest';
import { ruleFromTemplate } from '../../../../shared/lifecycle/templates.ts';
import type { LifecycleRule } from '../../../../shared/settings/documents/lifecycle.ts';
import { growsWithoutEnd } from './noncurrentGrowth.ts';

const keepFive = ruleFromTemplate('keep-5-noncurrent-30-days', []);
const afterThree = ruleFromTemplate('delete-after-3-days', []);

test('noncurrent versions gather where they are kept and no rule removes them', () => {
  expect(growsWithoutEnd([afterThree], 'enabled')).toBe(true);
  expect(growsWithoutEnd([], 'suspended')).toBe(true);
  expect(growsWithoutEnd([afterThree, keepFive], 'enabled')).toBe(false);
});

test('a rule that is off, or is about a part of the bucket, is not enough', () => {
  const off: LifecycleRule = { ...keepFive, Status: 'Disabled' };
  const part: LifecycleRule = { ...keepFive, Filter: { Prefix: 'logs/' } };
  expect(growsWithoutEnd([off, part], 'enabled')).toBe(true);
});

test('nothing is said where no versions are kept, or it is not known', () => {
  expect(growsWithoutEnd([afterThree], 'never')).toBe(false);
  expect(growsWithoutEnd([afterThree], 'unknown')).toBe(false);
});
