import { expect, test } from 'vitest';
import { versioningEffect, versioningOptions, versioningStatus, withStatus } from './versioningRules.ts';

test('"never" can be kept but not returned to', () => {
  expect(versioningOptions('never')).toEqual(['never', 'enabled', 'suspended']);
  expect(versioningOptions('enabled')).not.toContain('never');
  expect(versioningOptions('suspended')).not.toContain('never');
});

test('the state of a document, and the document of a state', () => {
  for (const status of ['never', 'enabled', 'suspended'] as const) {
    expect(versioningStatus(withStatus(null, status))).toBe(status);
  }
  expect(versioningStatus(null)).toBe('never');
  expect(withStatus({ Status: 'Enabled' }, 'never')).toEqual({});
});

test('MFA delete stays as it is', () => {
  const before = { Status: 'Enabled', MFADelete: 'Enabled' } as const;
  expect(withStatus(before, 'suspended')).toEqual({ Status: 'Suspended', MFADelete: 'Enabled' });
  expect(withStatus({ MFADelete: 'Disabled' }, 'enabled')).toEqual({ Status: 'Enabled', MFADelete: 'Disabled' });
});

test('what a change means', () => {
  expect(versioningEffect('never', 'enabled')).toBe('enable');
  expect(versioningEffect('suspended', 'enabled')).toBe('enable');
  expect(versioningEffect('enabled', 'suspended')).toBe('suspend');
  expect(versioningEffect('never', 'suspended')).toBe('suspendNever');
  expect(versioningEffect('enabled', 'enabled')).toBeNull();
});
