import { posix, win32 } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLocalNames, type LocalPlatform } from './localName.ts';

const PLATFORMS: LocalPlatform[] = ['win32', 'darwin', 'linux'];

const one = (platform: LocalPlatform, key: string) => createLocalNames(platform).pathFor(key).path;

test.each([
  ['orders/2026/a.csv', 'orders/2026/a.csv'],
  ['.hidden', '.hidden'],
  [' leading space', ' leading space'],
  ['отчёт 1.txt', 'отчёт 1.txt'],
  ['🛢.bin', '🛢.bin'],
  ['../../x', '%2E%2E/%2E%2E/x'],
  ['./x', '%2E/x'],
  ['a/../b', 'a/%2E%2E/b'],
  ['...', '...'],
  ['/etc/passwd', '%2F/etc/passwd'],
  ['a//b', 'a/%2F/b'],
  ['a/', 'a/%2F'],
  ['', '%2F'],
  ['a\\..\\b', 'a%5C..%5Cb'],
  ['nul\0byte', 'nul%00byte'],
  ['bell\u0007\u0085', 'bell%07%C2%85'],
  ['half\ud800', 'half%ED%A0%80'],
  ['100%', '100%'],
  ['a%20b.txt', 'a%20b.txt'],
  ['a%5Cb', 'a%255Cb'],
  ['%2F', '%252F'],
])('on Linux the key %j is %s', (key, path) => {
  expect(one('linux', key)).toBe(path);
});

test.each([
  ['C:\\x', 'C%3A%5Cx'],
  ['c:/x', 'c%3A/x'],
  ['\\\\server\\share', '%5C%5Cserver%5Cshare'],
  ['\\\\?\\C:\\x', '%5C%5C%3F%5CC%3A%5Cx'],
  ['file.txt:stream', 'file.txt%3Astream'],
  ['<>:"|?*', '%3C%3E%3A%22%7C%3F%2A'],
  ['dot.', 'dot%2E'],
  ['dots..', 'dots.%2E'],
  ['space ', 'space%20'],
  ['...', '..%2E'],
  ['CON', '%43ON'],
  ['con.txt', '%63on.txt'],
  ['Nul .tar.gz', '%4Eul .tar.gz'],
  ['COM1', '%43OM1'],
  ['lpt².x', '%6Cpt².x'],
  ['CLOCK$', '%43LOCK$'],
  ['CONIN$/conout$', '%43ONIN$/%63onout$'],
  ['aux/file', '%61ux/file'],
  ['console', 'console'],
  ['com10', 'com10'],
])('on Windows the key %j is %s', (key, path) => {
  expect(one('win32', key)).toBe(path);
});

test('what the other systems can hold stays as it is', () => {
  for (const platform of ['linux', 'darwin'] as const) {
    for (const key of ['CON', 'a:b', 'dot.', 'space ', '<>"|?*']) {
      expect(createLocalNames(platform).pathFor(key)).toEqual({ path: key, changed: false });
    }
  }
});

test('a name too long is cut before its extension, and tells itself from others that begin the same', () => {
  const names = createLocalNames('linux');
  const first = names.pathFor(`${'я'.repeat(500)}1.csv`);
  const second = names.pathFor(`${'я'.repeat(500)}2.csv`);
  expect(first.changed).toBe(true);
  expect(first.path).toMatch(/^я+~[0-9a-f]{8}\.csv$/);
  expect(new TextEncoder().encode(first.path).length).toBeLessThanOrEqual(255);
  expect(second.path).not.toBe(first.path);
  // The same name in another download: a second look at it must ask about the same file.
  expect(createLocalNames('linux').pathFor(`${'я'.repeat(500)}2.csv`)).toEqual(second);
});

test('a file beside a folder of its name', () => {
  const names = createLocalNames('linux');
  expect(names.pathFor('a').path).toBe('a');
  expect(names.pathFor('a/b')).toEqual({ path: 'a (folder)/b', changed: true });
  expect(names.pathFor('a/c').path).toBe('a (folder)/c');
  expect(names.folderFor('a/').path).toBe('a (folder)');

  const other = createLocalNames('linux');
  expect(other.pathFor('x.txt/b').path).toBe('x.txt/b');
  expect(other.pathFor('x.txt')).toEqual({ path: 'x (file).txt', changed: true });
});

test('names that differ only in case or in composition clash on Windows and macOS, not on Linux', () => {
  const cafe = ['caf\u00e9.txt', 'cafe\u0301.txt'];
  for (const platform of ['win32', 'darwin'] as const) {
    const names = createLocalNames(platform);
    expect(names.pathFor('A/readme.MD').path).toBe('A/readme.MD');
    expect(names.pathFor('A/README.md').path).toBe('A/README (2).md');
    expect(names.pathFor('a/readme.MD').path).toBe('a (2)/readme.MD');
    expect(cafe.map((key) => names.pathFor(key).path)).toEqual(['caf\u00e9.txt', 'cafe\u0301 (2).txt']);
    expect(names.pathFor('A/README.md').path).toBe('A/README (2).md');
  }
  const names = createLocalNames('linux');
  for (const key of ['A/x', 'a/x', ...cafe]) expect(names.pathFor(key)).toEqual({ path: key, changed: false });
});

test('folders of markers', () => {
  const names = createLocalNames('win32');
  expect(names.folderFor('')).toEqual({ path: '', changed: false });
  expect(names.folderFor('a/b/')).toEqual({ path: 'a/b', changed: false });
  expect(names.folderFor('a/nul/')).toEqual({ path: 'a/%6Eul', changed: true });
  expect(names.folderFor('a//')).toEqual({ path: 'a/%2F', changed: true });
});

/** Keys made of what hurts, so that clashes and escapes are frequent. */
const nastyPiece = fc.constantFrom(
  ...['a', 'A', 'b', '/', '//', '.', '..', '\\', ':', '%', '%2F', '%2E', '%5C', '%25', '%20', '%43', '%C2%85', ' '],
  ...['CON', 'nul', 'com1', 'LPT9', '\0', '\u0001', '\u0085', '\u007f', '\ud800', '\udc00', '\u00e9', 'e\u0301'],
  ...['~', '$', '?', '*', '"', '<', '|', '🛢', 'ß', 'İ', ' (2)', ' (folder)', '.txt', 'x'.repeat(250), 'я'.repeat(130)],
);
const nastyKey = fc.oneof(
  fc.array(nastyPiece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
);
const anyPlatform = fc.constantFrom(...PLATFORMS);

test('a path never leaves the folder, has no empty name and no name that is too long', () => {
  fc.assert(
    fc.property(anyPlatform, fc.array(nastyKey, { minLength: 1, maxLength: 20 }), (platform, keys) => {
      const names = createLocalNames(platform);
      const path = platform === 'win32' ? win32 : posix;
      const root = platform === 'win32' ? 'D:\\chosen' : '/chosen';
      for (const key of keys) {
        const { path: local, changed } = names.pathFor(key);
        expect(changed).toBe(local !== key);
        expect(path.resolve(root, local)).toBe(root + path.sep + local.replaceAll('/', path.sep));
        for (const segment of local.split('/')) {
          expect(['', '.', '..']).not.toContain(segment);
          expect(() => encodeURIComponent(segment)).not.toThrow();
          expect(new TextEncoder().encode(segment).length).toBeLessThanOrEqual(255);
          if (platform === 'win32') {
            expect(segment).not.toMatch(/[. ]$/);
            expect(segment).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)/i);
          }
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test('no two keys get one path, nor a path below the file of another', () => {
  fc.assert(
    fc.property(anyPlatform, fc.uniqueArray(nastyKey, { minLength: 2, maxLength: 30 }), (platform, keys) => {
      const names = createLocalNames(platform);
      const fold = (path: string) => (platform === 'linux' ? path : path.normalize('NFC').toLowerCase());
      const paths = keys.map((key) => names.pathFor(key).path);
      const files = new Set(paths.map(fold));
      expect(files.size).toBe(keys.length);
      for (const path of paths) {
        for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
          expect(files.has(fold(path.slice(0, slash)))).toBe(false);
        }
      }
      // Asking again gives the same answer.
      expect(keys.map((key) => names.pathFor(key).path)).toEqual(paths);
    }),
    { numRuns: 2000 },
  );
});

const ESCAPES = {
  linux: /%(25|5C|7F|[01][\dA-F]|C2%[89][\dA-F]|ED%[AB][\dA-F]%[89AB][\dA-F])/g,
  win32:
    /^%([46][13CE]|[57]0)|%(20|2E)$|%(25|5C|7F|22|2A|3A|3C|3E|3F|7C|[01][\dA-F]|C2%[89][\dA-F]|ED%[AB][\dA-F]%[89AB][\dA-F])/g,
};

/** Turns a path back into the key it came from. */
function keyOf(path: string, platform: 'linux' | 'win32'): string {
  const decode = (written: string) => {
    const bytes = written
      .split('%')
      .slice(1)
      .map((hex) => Number.parseInt(hex, 16));
    const [a = 0, b = 0, c = 0] = bytes;
    return String.fromCharCode(
      bytes.length === 1
        ? a
        : bytes.length === 2
          ? ((a & 31) << 6) | (b & 63)
          : ((a & 15) << 12) | ((b & 63) << 6) | (c & 63),
    );
  };
  const segments = path.split('/').map((segment) => {
    if (segment === '%2F') return '';
    if (segment === '%2E' || segment === '%2E%2E') return segment.replaceAll('%2E', '.');
    return segment.replace(ESCAPES[platform], decode);
  });
  return segments.join('/');
}

test('a path that was neither shortened nor numbered tells its key', () => {
  fc.assert(
    fc.property(fc.constantFrom('linux', 'win32'), nastyKey, (platform, key) => {
      const { path } = createLocalNames(platform).pathFor(key);
      fc.pre(!/~[0-9a-f]{8}/.test(path));
      expect(keyOf(path, platform)).toBe(key);
    }),
    { numRuns: 10_000 },
  );
});
