import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleEntryName, visibleName } from './visibleName.ts';

const words = { empty: 'no name', folderItself: 'this folder' };
const shown = (name: string) =>
  visibleName(name, words)
    .segments.map(({ text, special }) => (special ? `[${text}]` : text))
    .join('');
const plain = (name: string) => visibleName(name, words).plain;

test.each([
  ['readme.md', 'readme.md', 'readme.md'],
  ['a b.txt', 'a b.txt', 'a b.txt'],
  [' a', '[␣]a', '⟨U+0020⟩a'],
  ['a ', 'a[␣]', 'a⟨U+0020⟩'],
  ['a  b', 'a[␣][␣]b', 'a⟨U+0020⟩⟨U+0020⟩b'],
  ['a\u0001b', 'a[U+0001]b', 'a⟨U+0001⟩b'],
  ['a\r\nb', 'a[CR][LF]b', 'a⟨U+000D⟩⟨U+000A⟩b'],
  ['a\u007f', 'a[DEL]', 'a⟨U+007F⟩'],
  ['a\u00a0b', 'a[NBSP]b', 'a⟨U+00A0⟩b'],
  ['a\u200bb', 'a[ZWSP]b', 'a⟨U+200B⟩b'],
  ['a\u202egpj.exe', 'a[RLO]gpj.exe', 'a⟨U+202E⟩gpj.exe'],
  ['\ue000', '[U+E000]', '⟨U+E000⟩'],
  ['\ufeffa', '[BOM]a', '⟨U+FEFF⟩a'],
  ['⟨U+0001⟩', '⟨U+0001⟩', '⟨U+27E8⟩U+0001⟨U+27E9⟩'],
  ['Отчёт за май.xlsx', 'Отчёт за май.xlsx', 'Отчёт за май.xlsx'],
  ['日本語.txt', '日本語.txt', '日本語.txt'],
  ['👍🏽.png', '👍🏽.png', '👍🏽.png'],
  ['👨‍👩‍👧.png', '👨‍👩‍👧.png', '👨‍👩‍👧.png'],
  ['❤️', '❤️', '❤️'],
  ['a\u200db', 'a[ZWJ]b', 'a⟨U+200D⟩b'],
  ['\u0301a', '[U+0301]a', '⟨U+0301⟩a'],
  ['', '[no name]', '⟨no name⟩'],
])('%j is shown as %s and read as %s', (name, onScreen, byEar) => {
  expect(shown(name)).toBe(onScreen);
  expect(plain(name)).toBe(byEar);
});

test('composed and decomposed twins are told apart', () => {
  expect(shown('caf\u00e9')).toBe('caf\u00e9');
  expect(shown('cafe\u0301')).toBe('caf[e\u0301]');
  expect(plain('cafe\u0301')).toBe('cafe⟨U+0301⟩');
  expect(plain('\u212b')).toBe('⟨U+212B⟩');
});

test('entries: folders keep their slash by ear, the folder itself and nameless levels have words', () => {
  expect(visibleEntryName('x/a', 'x/', words).plain).toBe('a');
  expect(visibleEntryName('x/a/', 'x/', words).plain).toBe('a/');
  expect(visibleEntryName('x/a/', 'x/', words).segments).toEqual([{ text: 'a' }]);
  expect(visibleEntryName('x//', 'x/', words).plain).toBe('⟨no name⟩/');
  expect(visibleEntryName('x/', 'x/', words).plain).toBe('⟨this folder⟩');
});

const hostile = fc.string({
  maxLength: 8,
  unit: fc.oneof(
    fc.constantFrom(
      ...' ⟨⟩U+0aeй/',
      '\u0301',
      '\u0306',
      '\u00e9',
      'и',
      '\u212b',
      '\u1100',
      '\u1161',
      '\u11a8',
      '\uac00',
    ),
    fc.constantFrom(
      '\u0001',
      '\n',
      '\u00a0',
      '\u200b',
      '\u200d',
      '\u202e',
      '\ufe0f',
      '👍',
      '👩',
      '\u09c7',
      '\u09be',
      '␀',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

test('no two names sound alike, even normalised', () => {
  fc.assert(
    fc.property(hostile, hostile, (a, b) => {
      if (a !== b) expect(plain(a).normalize('NFC')).not.toBe(plain(b).normalize('NFC'));
    }),
    { numRuns: 5000 },
  );
  // Random pairs seldom collide: so also each name against its own normal forms and near misses.
  fc.assert(
    fc.property(hostile, (name) => {
      const near = [
        name.normalize('NFC'),
        name.normalize('NFD'),
        name.trim(),
        name.replaceAll('\u200d', ''),
        plain(name),
      ];
      for (const other of near) {
        if (other !== name) expect(plain(other).normalize('NFC')).not.toBe(plain(name).normalize('NFC'));
      }
    }),
    { numRuns: 5000 },
  );
});

test('the plain form can be read back, so nothing is lost', () => {
  const back = (text: string) =>
    text.replace(/⟨U\+([0-9A-F]+)⟩/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  fc.assert(
    fc.property(hostile, (name) => {
      if (name !== '') expect(back(plain(name))).toBe(name);
    }),
    { numRuns: 5000 },
  );
});

test('nothing shapeless is left on screen', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      for (const { text, special } of visibleName(name, words).segments) {
        if (!special) expect(text).not.toMatch(/[\p{Cc}\u00a0\u200b\u202e\u2028]/u);
      }
    }),
  );
});
