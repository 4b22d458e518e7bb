import { expect, test } from 'vitest';
import { SETTING_IDS } from '../../../shared/settings/documents.ts';
import { LISTED_SETTINGS } from './sections.ts';

test('every setting is in the list once, but for the policy status', () => {
  expect(LISTED_SETTINGS.toSorted()).toEqual(SETTING_IDS.filter((id) => id !== 'policyStatus').toSorted());
});
