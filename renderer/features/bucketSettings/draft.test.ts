import { expect, test } from 'vitest';
import { type Edit, plainDocument, readDraft, textOf } from './draft.ts';

const context = { bucket: 'shop' };
const base = { TagSet: [{ Key: 'team', Value: 'sales' }] };
const typed = (text: string): Edit<'tags'> => ({ base, from: 'json', text });

test('a document of the form stands in the JSON view, and comes back from it the same', () => {
  const document = { TagSet: [{ Key: 'team', Value: 'stock' }] };
  const draft = readDraft('tags', { base, from: 'form', document }, context);
  expect(draft).toMatchObject({ document, problems: [], isChanged: true, canSave: true });
  expect(readDraft('tags', typed(draft.text), context)).toEqual(draft);
});

test('what says the same as the server is no change', () => {
  const otherwise = '{ "TagSet": [ { "Value": "sales", "Key": "team" } ] }';
  expect(readDraft('tags', typed(otherwise), context)).toMatchObject({ isChanged: false, canSave: false });
  expect(readDraft('tags', { base, from: 'form', document: base }, context).isChanged).toBe(false);
});

test('a text that is no JSON keeps what was typed, says where, and cannot be saved', () => {
  const draft = readDraft('tags', typed('{"TagSet": ['), context);
  expect(draft).toMatchObject({ text: '{"TagSet": [', document: undefined, isChanged: true, canSave: false });
  expect(draft.problems).toMatchObject([{ code: 'not-json', severity: 'error', at: { from: 12 } }]);
});

test('a name that stands twice is a problem', () => {
  const { problems, canSave } = readDraft('tags', typed('{"TagSet": [], "TagSet": []}'), context);
  expect(problems).toMatchObject([{ code: 'repeated', values: { name: 'TagSet' }, at: { from: 15, to: 23 } }]);
  expect(canSave).toBe(false);
});

test('a document of another shape is not for the form; one that exceeds a limit is', () => {
  const other = readDraft('tags', typed('{"TagSet": "none"}'), context);
  expect(other.document).toBeUndefined();
  expect(other.problems).toMatchObject([{ code: 'wrong-type', path: ['TagSet'] }]);
  const empty = readDraft('tags', typed('{"TagSet": []}'), context);
  expect(empty).toMatchObject({ document: { TagSet: [] }, canSave: false });
  expect(empty.problems).toMatchObject([{ code: 'too-few', path: ['TagSet'] }]);
});

test('blank means "not set" where a setting can be taken away, and is no JSON elsewhere', () => {
  expect(readDraft('tags', typed(' \n'), context)).toMatchObject({ document: null, isChanged: true, canSave: true });
  const versioning = readDraft('versioning', { base: {}, from: 'json', text: '' }, context);
  expect(versioning).toMatchObject({ document: undefined, canSave: false });
});

test('nothing to begin with, nothing made of it', () => {
  const draft = readDraft('tags', { base: null, from: 'form', document: null }, context);
  expect(draft).toEqual({ text: '', document: null, problems: [], isChanged: false, canSave: false });
});

test('what a form leaves undefined is not there', () => {
  const document = { Status: 'Enabled' as const, MFADelete: undefined };
  expect(Object.keys(plainDocument<'versioning'>(document))).toEqual(['Status']);
  expect(readDraft('versioning', { base: { Status: 'Enabled' }, from: 'form', document }, context).isChanged).toBe(
    false,
  );
  expect(textOf(document)).toBe('{\n  "Status": "Enabled"\n}');
});
