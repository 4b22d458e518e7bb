import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences } from './differences.ts';
import { sameDocument } from './sameDocument.ts';

test('the same says nothing, whatever the order of the names', () => {
  expect(differences({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).toEqual([]);
  expect(differences({ a: 1, b: undefined }, { a: 1 })).toEqual([]);
  expect(differences(null, null)).toEqual([]);
});

test('a value that is changed, added and gone', () => {
  expect(differences({ Days: 3, Old: 'x' }, { Days: 5, New: true })).toEqual([
    { path: ['Days'], before: 3, after: 5 },
    { path: ['Old'], before: 'x', after: undefined },
    { path: ['New'], before: undefined, after: true },
  ]);
});

test('a document that is set or taken away differs in each of its names', () => {
  expect(differences(null, { A: [1], B: 2 })).toEqual([
    { path: ['A'], before: undefined, after: [1] },
    { path: ['B'], before: undefined, after: 2 },
  ]);
  expect(differences({ A: [1] }, null)).toEqual([{ path: ['A'], before: [1], after: undefined }]);
});

test('one rule more, at any place, is one difference', () => {
  const rules = [{ ID: 'a' }, { ID: 'b' }];
  const more = { ID: 'new' };
  for (const [index, after] of [
    [0, [more, ...rules]],
    [1, [rules[0], more, rules[1]]],
    [2, [...rules, more]],
  ] as const) {
    expect(differences({ Rules: rules }, { Rules: after })).toEqual([
      { path: ['Rules', index], before: undefined, after: more },
    ]);
    expect(differences({ Rules: after }, { Rules: rules })).toEqual([
      { path: ['Rules', index], before: more, after: undefined },
    ]);
  }
});

test('a value deep in a list is told by its place', () => {
  expect(
    differences(
      { Rules: [{ Expiration: { Days: 3 } }, { ID: 'b' }] },
      { Rules: [{ Expiration: { Days: 4 } }, { ID: 'b' }] },
    ),
  ).toEqual([{ path: ['Rules', 0, 'Expiration', 'Days'], before: 3, after: 4 }]);
});

test('a list that becomes something else is one difference', () => {
  expect(differences({ Action: ['a'] }, { Action: 'a' })).toEqual([{ path: ['Action'], before: ['a'], after: 'a' }]);
});

const documents = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 5 });

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step) ? Reflect.get(inner, step) : undefined,
    value,
  );
}

test('there are differences exactly when the documents differ', () => {
  fc.assert(
    fc.property(documents, documents, (a, b) => {
      expect(differences(a, b).length === 0).toBe(sameDocument(a, b));
      expect(differences(a, structuredClone(a))).toEqual([]);
    }),
  );
});

test('each stands where it says', () => {
  fc.assert(
    fc.property(documents, documents, (a, b) => {
      for (const { path, before, after } of differences(a, b)) {
        if (after === undefined) expect(valueAt(a, path)).toEqual(before);
        else expect(valueAt(b, path)).toEqual(after);
      }
    }),
  );
});

test('the other way round they are the same, with the sides changed', () => {
  fc.assert(
    fc.property(documents, documents, (a, b) => {
      const sides = (list: ReturnType<typeof differences>) => list.map(({ before, after }) => ({ before, after }));
      const there = sides(differences(a, b)).map((it) => JSON.stringify([it.before ?? 'none', it.after ?? 'none']));
      const back = sides(differences(b, a)).map((it) => JSON.stringify([it.after ?? 'none', it.before ?? 'none']));
      expect(back.toSorted()).toEqual(there.toSorted());
    }),
  );
});
