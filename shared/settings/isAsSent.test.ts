import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SETTING_IDS } from './documents.ts';
import { isAsSent } from './isAsSent.ts';
import { documentsOf } from './testing/arbitraries.ts';

const ORDERED = new Set(['CORSRules', 'RoutingRules']);

/** The document with all lists that have no order turned round. */
function turned(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const inner = value.map((item) => turned(item));
    return ORDERED.has(name) ? inner : inner.reverse();
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, turned(inner, key)]));
}

/** Paths of all numbers and texts in a document. */
function leaves(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
  }
  return (typeof value === 'number' || typeof value === 'string') && value !== '' ? [path] : [];
}

function changed(value: unknown, [step, ...rest]: (string | number)[]): unknown {
  if (step === undefined) return typeof value === 'number' ? value + 1 : `${String(value)}?`;
  if (Array.isArray(value)) return value.map((item, index) => (index === Number(step) ? changed(item, rest) : item));
  return { ...Object(value), [step]: changed(Reflect.get(Object(value), step), rest) };
}

describe.each(SETTING_IDS)('%s', (setting) => {
  test('is as sent in any order, and not with any value altered', () => {
    fc.assert(
      fc.property(documentsOf(setting), fc.nat(), (document, pick) => {
        expect(isAsSent(document, document)).toBe(true);
        expect(isAsSent(document, turned(document))).toBe(true);
        const paths = leaves(document);
        const path = paths[pick % Math.max(1, paths.length)];
        if (path) expect(isAsSent(document, changed(document, path))).toBe(false);
      }),
    );
  });
});

test.each<[string, unknown, unknown]>([
  ['a generated ID', { Rules: [{ Status: 'Enabled' }] }, { Rules: [{ ID: 'x1', Status: 'Enabled' }] }],
  ['an added default', { Status: 'Enabled' }, { Status: 'Enabled', MFADelete: 'Disabled' }],
  ['an empty field left out', { Filter: { Prefix: '' }, Days: 1 }, { Days: 1 }],
  ['a false that goes without saying', { Rules: [{ BucketKeyEnabled: false, a: 1 }] }, { Rules: [{ a: 1 }] }],
  ['a time in other digits', { Date: '2031-01-01T00:00:00Z' }, { Date: '2031-01-01T00:00:00.000Z' }],
  ['nothing, for a document that says nothing', { LoggingEnabled: undefined }, null],
])('%s is as sent', (_, sent, got) => {
  expect(isAsSent(sent, got)).toBe(true);
});

test.each<[string, unknown, unknown]>([
  ['a lost value', { Days: 1, Newer: 5 }, { Days: 1 }],
  ['a lost list', { Days: 1, Events: ['a'] }, { Days: 1 }],
  ['a lost entry', { Rules: [{ a: 1 }, { a: 2 }] }, { Rules: [{ a: 1 }] }],
  ['an entry more', { Rules: [{ a: 1 }] }, { Rules: [{ a: 1 }, { a: 2 }] }],
  ['one entry for two', { Tags: ['a', 'a'] }, { Tags: ['a', 'b'] }],
  ['a condition where there was none', { Filter: {} }, { Filter: { Prefix: 'x' } }],
  ['true for false', { BlockPublicAcls: false }, { BlockPublicAcls: true }],
  ['a lost mark', { EventBridgeConfiguration: {} }, {}],
  ['rules of CORS in another order', { CORSRules: [{ a: 1 }, { a: 2 }] }, { CORSRules: [{ a: 2 }, { a: 1 }] }],
  ['nothing', { Status: 'Enabled' }, null],
])('%s is not', (_, sent, got) => {
  expect(isAsSent(sent, got)).toBe(false);
});
