import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareKeys, decodeName, encodeNames, lastOf } from './names.ts';
import { decodeEntities, rootElement } from './xml.ts';

/** The keys of a document that went through encodeNames. */
const keysOf = (document: string) =>
  Array.from(encodeNames(document).matchAll(/<Key>([^<]*)<\/Key>/g), (match) => decodeName(match[1]));

const escaped = (key: string) =>
  Array.from(key, (char) => (/[\w/]/.test(char) ? char : `&#x${char.codePointAt(0)?.toString(16)};`)).join('');

describe('keys in a list document', () => {
  test.each([
    ['plain/key', 'plain/key'],
    ['\n', '\n'],
    ['&#x0A;', '\n'],
    ['&#10;', '\n'],
    [' lead and trail ', ' lead and trail '],
    ['&#x01;', '\u0001'],
    ['a&amp;b&lt;c&gt;d&quot;e&apos;f', 'a&b<c>d"e\'f'],
    ['&amp;lt;', '&lt;'],
    ['100%', '100%'],
    ['%2F+%20', '%2F+%20'],
    ['&#128512;&#x1F600;', '😀😀'],
    ['😀', '😀'],
    ['&#xD83D;', '\uFFFD'],
    ['&#x110000;', '&#x110000;'],
  ])('%j is %j', (text, key) => {
    expect(keysOf(`<ListBucketResult><Contents><Key>${text}</Key></Contents></ListBucketResult>`)).toEqual([key]);
  });

  test('come back whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (key) => {
        expect(keysOf(`<Key>${escaped(key)}</Key>`)).toEqual([key]);
      }),
    );
  });

  test('that the server has encoded are decoded once', () => {
    const document =
      '<ListBucketResult><EncodingType>url</EncodingType><Key>a%2Fb+c%01%2B</Key>' +
      '<NextContinuationToken>a b%</NextContinuationToken></ListBucketResult>';
    expect(keysOf(document)).toEqual(['a/b c\u0001+']);
    const token = /<NextContinuationToken>(.*)<\/NextContinuationToken>/.exec(encodeNames(document))?.[1];
    expect(decodeName(token)).toBe('a b%');
  });

  test('that the server says it has encoded, and has not, are left', () => {
    expect(decodeName('100%')).toBe('100%');
    expect(decodeName(undefined)).toBe('');
  });

  test('do not change what is no key', () => {
    const document = '<A><ETag>&quot;x&quot;</ETag><Prefix></Prefix><Key/><Size>1</Size></A>';
    expect(encodeNames(document)).toBe(document);
  });
});

test('keys are ordered by their bytes, not by UTF-16 units', () => {
  expect(['\ue000', '😀', 'a', 'B', 'é'].toSorted(compareKeys)).toEqual(['B', 'a', 'é', '\ue000', '😀']);
  expect(lastOf(['\ue000', '😀', 'a'])).toBe('😀');
  expect(lastOf([])).toBe('');
});

describe('the root of a document', () => {
  test.each([
    ['<A/>', 'A'],
    ['<A>', 'A'],
    ['\uFEFF <?xml version="1.0"?>\n<!-- a > b --><A x="1">', 'A'],
    ['<!DOCTYPE html><html>', null],
    ['{"a":1}', null],
    ['text <A>', null],
    ['', null],
  ])('of %j is %j', (document, root) => {
    expect(rootElement(document)).toBe(root);
  });
});

test('entities that stand for nothing stay', () => {
  expect(decodeEntities('&nbsp;&unknown;&')).toBe('&nbsp;&unknown;&');
});
