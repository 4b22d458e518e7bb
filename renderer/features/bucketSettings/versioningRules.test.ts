import { expect, test } from 'vitest';
import { versioningDocument, versioningEffect, versioningOptions } from './versioningRules.ts';

test('"never" can be kept but not returned to', () => {
  expect(versioningOptions('never')).toEqual(['never', 'enabled', 'suspended']);
  expect(versioningOptions('enabled')).not.toContain('never');
  expect(versioningOptions('suspended')).not.toContain('never');
});

test('the document that is sent', () => {
  expect(versioningDocument('enabled')).toEqual({ Status: 'Enabled' });
  expect(versioningDocument('suspended')).toEqual({ Status: 'Suspended' });
  expect(versioningDocument('never')).toEqual({});
});

test('what a change means', () => {
  expect(versioningEffect('never', 'enabled')).toBe('enable');
  expect(versioningEffect('suspended', 'enabled')).toBe('enable');
  expect(versioningEffect('enabled', 'suspended')).toBe('suspend');
  expect(versioningEffect('never', 'suspended')).toBe('suspendNever');
  expect(versioningEffect('enabled', 'enabled')).toBeNull();
});
