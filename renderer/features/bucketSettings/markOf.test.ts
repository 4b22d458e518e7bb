import { expect, test } from 'vitest';
import type { Absence, SettingState } from '../../../shared/settings/state.ts';
import { markOf } from './markOf.ts';

const absence: Absence = { kind: 'ignored', error: null, since: '2026-01-01T00:00:00Z' };
const set = (document: object): SettingState => ({ state: 'set', document, foreign: [] }) as SettingState;

test('what is set is marked, what is set to nothing is not', () => {
  expect(markOf('versioning', set({ Status: 'Enabled' }), undefined)).toBe('set');
  expect(markOf('versioning', set({}), undefined)).toBeNull();
  expect(markOf('tags', { state: 'not-set' }, undefined)).toBeNull();
});

test('what can only be read is not marked as set', () => {
  expect(markOf('location', set({ LocationConstraint: 'default' }), undefined)).toBeNull();
});

test('what the server has not is marked before it is read here; an answer of its own counts more', () => {
  expect(markOf('encryption', undefined, absence)).toBe('absent');
  expect(markOf('encryption', { state: 'absent', ...absence }, undefined)).toBe('absent');
  expect(markOf('encryption', { state: 'not-set' }, absence)).toBeNull();
  expect(markOf('encryption', undefined, undefined)).toBeNull();
});
