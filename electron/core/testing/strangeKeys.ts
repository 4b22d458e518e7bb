import { isMinio } from './contractServer.ts';

/** Keys that clients and servers get wrong, each of them legal in S3: what is stored under one comes back exactly. */
const ALL_KEYS: readonly string[] = [
  'a//b',
  'dir/',
  'a',
  'a/',
  '/leading slash',
  '//',
  '.hidden',
  '..',
  '../up',
  './here',
  'a/../b',
  ' leading space',
  'trailing space ',
  ' ',
  'control \u0001',
  'tab\tinside',
  'line\nbreak',
  '\n',
  'carriage\rreturn',
  'delete \u007f',
  'next line \u0085',
  'separator \u2028',
  'no character \uffff',
  'replacement \ufffd',
  'Привет/мир.txt',
  'emoji 😀/🗂.txt',
  '%2F',
  '100%',
  '%zz',
  'a+b c',
  '&<>"\'',
  'question?mark#hash;semicolon=equals',
  "unreserved -_.~ and !*'()",
  'back\\slash',
  'pipe|caret^back`tick{brace}[bracket]',
  '\u00e9 composed',
  'e\u0301 decomposed',
  `${'long/'.repeat(204)}1024`,
];

/** MinIO keeps a key as the path of a file, and refuses what is no such path. */
const NO_PATHS = new Set(['a//b', '//', '..', '../up', './here', 'a/../b']);
/** This one it takes, and drops the slash. */
const CHANGED_BY_MINIO = '/leading slash';

/**
 * Those of the keys that the test server takes beside each other. MinIO has paths of files: no `.`, `..` or nothing
 * between slashes, names of 255 bytes at most, nothing below a key that is an object too.
 */
export function takenByServer(keys: readonly string[]): string[] {
  if (!isMinio) return [...keys];
  const isPath = (key: string) =>
    key.split('/').every((name) => name !== '' && Buffer.byteLength(name) <= 255) &&
    key.split(/[/\\]/).every((name) => name !== '.' && name !== '..');
  return keys.filter((key) => isPath(key) && !keys.some((other) => key.startsWith(`${other}/`)));
}

/** The strange keys that the test server takes; MinIO refuses some, every other server must take all. */
export const STRANGE_KEYS = ALL_KEYS.filter((key) => !isMinio || !(NO_PATHS.has(key) || key === CHANGED_BY_MINIO));
/** The strange keys that the test server refuses. */
export const REFUSED_KEYS = ALL_KEYS.filter((key) => isMinio && NO_PATHS.has(key));
