/**
 * Keys are hostile file names. Here a key becomes a relative local path that stays below the chosen folder, can be
 * written on the system it is for, and belongs to that key alone.
 *
 * Characters a file name cannot hold are written as `%XX` (UTF-8, capitals), and a `%XX` that a key already has is
 * escaped where it would read as one of ours, so a path can be turned back into its key unless it was shortened or
 * numbered because of a clash.
 */

export type LocalPlatform = 'win32' | 'darwin' | 'linux';

/** A relative path with `/` between its names. `changed`: it is not the key as it stands. */
export type LocalName = { path: string; changed: boolean };

/** The names of one download. The same key always gets the same path, and no two keys get one. */
export type LocalNames = {
  /** The file of a key. A name that is empty (`a//b`, a trailing slash) is written `%2F`. */
  pathFor(key: string): LocalName;
  /** The folder of a prefix that ends with `/`; of `` it is the chosen folder itself, the path ``. */
  folderFor(prefix: string): LocalName;
};

/** Longest file name in bytes of UTF-8: ext4, APFS and NTFS (there 255 UTF-16 units, never more than the bytes). */
const MAX_NAME_BYTES = 255;
/** An extension longer than this is part of the name and may be cut. */
const MAX_EXTENSION_BYTES = 32;

/** Written as `%XX` everywhere: control characters, lone surrogates, and the backslash, a separator to Windows and to SMB. */
const UNSAFE = /[\p{Cc}\p{Cs}\\]/gu;
const UNSAFE_WINDOWS = /[\p{Cc}\p{Cs}\\<>:"|?*]/gu;

/** A literal `%` that would read as one of our own escapes. */
const LITERAL = /%(?=25|5C|7F|[01][\dA-F]|C2%[89][\dA-F]|ED%[AB][\dA-F])|^%(?=2F$|2E$|2E%2E$)/g;
const LITERAL_WINDOWS =
  /%(?=25|5C|7F|22|2A|3A|3C|3E|3F|7C|[01][\dA-F]|C2%[89][\dA-F]|ED%[AB][\dA-F]|20$|2E$)|^%(?=2F$|2E%2E$|2E\.$|[46][13CE]|[57]0)/g;

/**
 * Device names, which Windows takes for the device with any extension and in any folder
 * (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
 */
const RESERVED_WINDOWS = /^(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(?:COM|LPT)[\d¹²³])(?=\s*(?:\.|$))/i;

/** The bytes of one code point in UTF-8; a lone surrogate as the three bytes it would have. */
function utf8Bytes(char: string): number[] {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return [code];
  if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 63)];
  if (code < 0x10000) return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
  return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
}

/** Bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const char of text) bytes += utf8Bytes(char).length;
  return bytes;
}

function percent(char: string): string {
  return utf8Bytes(char)
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}

/** The start of a text that fits into so many bytes of UTF-8. */
export function cutToBytes(text: string, maxBytes: number): string {
  let bytes = 0;
  let end = 0;
  for (const char of text) {
    bytes += utf8Bytes(char).length;
    if (bytes > maxBytes) break;
    end += char.length;
  }
  return text.slice(0, end);
}

/** FNV-1a, 32 bits: tells shortened names apart; a clash that is left is numbered like any other. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) for (const byte of utf8Bytes(char)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** `report.csv` and ` (2)` is `report (2).csv`, cut so that it fits. */
function withSuffix(name: string, suffix: string): string {
  const dot = name.lastIndexOf('.');
  const hasExtension = dot > 0 && byteLength(name.slice(dot)) <= MAX_EXTENSION_BYTES;
  const stem = hasExtension ? name.slice(0, dot) : name;
  const extension = hasExtension ? name.slice(dot) : '';
  return cutToBytes(stem, MAX_NAME_BYTES - byteLength(suffix + extension)) + suffix + extension;
}

/** One name of a key as one name on disk: never empty, `.`, `..` or longer than a file system takes. */
function safeSegment(segment: string, windows: boolean): string {
  if (segment === '') return '%2F';
  if (segment === '.') return '%2E';
  if (segment === '..') return '%2E%2E';
  let name = segment
    .replace(windows ? LITERAL_WINDOWS : LITERAL, '%25')
    .replace(windows ? UNSAFE_WINDOWS : UNSAFE, percent);
  if (windows) {
    // Windows drops a last dot or space without a word.
    name = name.replace(/[. ]$/, percent);
    if (RESERVED_WINDOWS.test(name)) name = percent(name.charAt(0)) + name.slice(1);
  }
  return byteLength(name) > MAX_NAME_BYTES ? withSuffix(name, `~${shortHash(segment)}`) : name;
}

type EntryKind = 'file' | 'folder';

type Folder = {
  path: string;
  /** Names in use as the file system compares them, and what they are. */
  taken: Map<string, EntryKind>;
  files: Map<string, string>;
  folders: Map<string, Folder>;
};

const newFolder = (path: string): Folder => ({ path, taken: new Map(), files: new Map(), folders: new Map() });

const join = (folder: Folder, name: string) => (folder.path === '' ? name : `${folder.path}/${name}`);

/** The table of one download to a folder on such a system. */
export function createLocalNames(platform: LocalPlatform): LocalNames {
  const windows = platform === 'win32';
  const root = newFolder('');

  /** Windows and macOS take `A` and `a` for one name, macOS also the composed and decomposed forms of a letter. */
  const compared = (name: string) =>
    platform === 'linux' ? name : name.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC');

  /** A name nobody else has in this folder: `a`, beside a folder `a` it is `a (file)`, beside another `A` it is `a (2)`. */
  function claim(folder: Folder, segment: string, kind: EntryKind): string {
    const wanted = safeSegment(segment, windows);
    const holder = folder.taken.get(compared(wanted));
    let name = wanted;
    if (holder !== undefined && holder !== kind) name = withSuffix(wanted, ` (${kind})`);
    for (let n = 2; folder.taken.has(compared(name)); n += 1) name = withSuffix(wanted, ` (${n})`);
    folder.taken.set(compared(name), kind);
    return name;
  }

  function enter(folder: Folder, segment: string): Folder {
    let inner = folder.folders.get(segment);
    if (!inner) {
      inner = newFolder(join(folder, claim(folder, segment, 'folder')));
      folder.folders.set(segment, inner);
    }
    return inner;
  }

  return {
    pathFor(key) {
      const segments = key.split('/');
      const last = segments.pop() ?? '';
      const folder = segments.reduce(enter, root);
      let name = folder.files.get(last);
      if (name === undefined) {
        name = claim(folder, last, 'file');
        folder.files.set(last, name);
      }
      const path = join(folder, name);
      return { path, changed: path !== key };
    },
    folderFor(prefix) {
      if (prefix === '') return { path: '', changed: false };
      const { path } = prefix.slice(0, -1).split('/').reduce(enter, root);
      return { path, changed: `${path}/` !== prefix };
    },
  };
}
