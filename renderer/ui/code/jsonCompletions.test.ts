import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DOCUMENTS } from '../../../shared/settings/documents.ts';
import { z } from '../../../shared/zod.ts';
import { type JsonSchema, jsonCompletions } from './jsonCompletions.ts';

const schemaOf = (setting: keyof typeof DOCUMENTS) =>
  z.toJSONSchema(DOCUMENTS[setting], { unrepresentable: 'any' }) as JsonSchema;

/** What is suggested where the bar stands in the text. */
function at(setting: keyof typeof DOCUMENTS, marked: string) {
  return jsonCompletions(marked.replace('|', ''), marked.indexOf('|'), schemaOf(setting));
}
const labels = (setting: keyof typeof DOCUMENTS, marked: string) =>
  at(setting, marked)?.options.map(({ label }) => label) ?? null;

test('the names of an object that are not there yet', () => {
  expect(labels('lifecycle', '{|}')).toEqual(['"Rules"', '"TransitionDefaultMinimumObjectSize"']);
  expect(labels('lifecycle', '{"Rules": [], |}')).toEqual(['"TransitionDefaultMinimumObjectSize"']);
  expect(labels('lifecycle', '{"Rules": [{"ID": "a", "Expiration": {"Days": 3, "|"}}]}')).toEqual([
    '"Date"',
    '"ExpiredObjectDeleteMarker"',
  ]);
});

test('the values of an enumeration, also in lists and while it is typed', () => {
  expect(labels('cors', '{"CORSRules": [{"AllowedMethods": ["GET", "|"]}]}')).toEqual([
    '"GET"',
    '"PUT"',
    '"POST"',
    '"DELETE"',
    '"HEAD"',
  ]);
  expect(labels('versioning', '{"Status": |}')).toEqual(['"Enabled"', '"Suspended"']);
  expect(labels('versioning', '{"Status": "En|"}')).toEqual(['"Enabled"', '"Suspended"']);
  expect(labels('objectLock', '{"ObjectLockEnabled": |}')).toEqual(['"Enabled"']);
  expect(labels('publicAccessBlock', '{"BlockPublicAcls": tr|}')).toEqual(['true', 'false']);
});

test('all alternatives of a union', () => {
  expect(labels('policy', '{"Statement": [{"|"}]}')).toContain('"Effect"');
  expect(labels('policy', '{"Statement": {"|"}}')).toContain('"Effect"');
  expect(labels('policy', '{"Statement": [{"Principal": {"|"}}]}')).toEqual([
    '"AWS"',
    '"CanonicalUser"',
    '"Federated"',
    '"Service"',
  ]);
  expect(labels('policy', '{"Statement": [{"Principal": |}]}')).toEqual(['"*"']);
});

test('what is typed is replaced, quotes and all; a name brings what its value begins with', () => {
  expect(at('lifecycle', '{"Ru|"}')).toMatchObject({
    range: { from: 1, to: 5 },
    options: [{ label: '"Rules"', insert: '"Rules": []' }, { insert: '"TransitionDefaultMinimumObjectSize": ' }],
  });
  expect(at('lifecycle', '{"Ru|": []}')).toMatchObject({ options: [{ insert: '"Rules"' }, {}] });
  expect(at('versioning', '{"Status": Ena|}')).toMatchObject({ range: { from: 11, to: 14 } });
});

test('nothing where the schema knows nothing', () => {
  expect(labels('tags', '{"TagSet": [{"Key": "|"}]}')).toBeNull();
  expect(labels('tags', '{"Nonsense": {"|"}}')).toBeNull();
  expect(labels('tags', '|')).toBeNull();
});

test('whatever the text, what is suggested fits into it', () => {
  const schema = schemaOf('lifecycle');
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"Rules"',
    '"Status"',
    ':',
    ',',
    ' ',
    '"',
    'tr',
    '1',
    '\n',
    '__proto__',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), fc.nat(), (parts, place) => {
      const text = parts.join('');
      const offset = place % (text.length + 1);
      const found = jsonCompletions(text, offset, schema);
      if (found === null) return;
      expect(found.range.from).toBeLessThanOrEqual(offset);
      expect(found.range.to).toBeGreaterThanOrEqual(offset);
      expect(found.range.to).toBeLessThanOrEqual(text.length);
      expect(found.options.length).toBeGreaterThan(0);
    }),
  );
});
