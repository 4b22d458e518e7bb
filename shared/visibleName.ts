/**
 * Keys may hold anything: control characters, spaces at the ends, twins that look alike. Here a name is made visible so
 * that one can tell it from another, on screen (segments) and by ear (plain).
 */

/**
 * A piece of a name. `special` says why it is not shown as it stands: `text` is then what stands for it, and `code` the
 * code points meant ("U+00A0"), empty for a word of ours.
 */
export type NameSegment = { text: string; special?: 'space' | 'mark' | 'decomposed' | 'word'; code?: string };

export type VisibleName = {
  segments: NameSegment[];
  /**
   * For screen readers and tests. Two different names never give the same, not even after Unicode normalisation:
   * what cannot be told by ear stands as its code in ⟨⟩.
   */
  plain: string;
};

/** Words for the names that have no characters; they must differ and hold no ⟨ or ⟩. */
export type NameWords = { empty: string; folderItself: string };

const OPEN = '\u27e8';
const CLOSE = '\u27e9';

/** Short names of characters without a shape, as they stand on screen; the others stand as their code. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  'U+0000': 'NUL',
  'U+0008': 'BS',
  'U+0009': 'TAB',
  'U+000A': 'LF',
  'U+000D': 'CR',
  'U+001B': 'ESC',
  'U+007F': 'DEL',
  'U+0085': 'NEL',
  'U+00A0': 'NBSP',
  'U+00AD': 'SHY',
  'U+034F': 'CGJ',
  'U+061C': 'ALM',
  'U+200B': 'ZWSP',
  'U+200C': 'ZWNJ',
  'U+200D': 'ZWJ',
  'U+200E': 'LRM',
  'U+200F': 'RLM',
  'U+2028': 'LSEP',
  'U+2029': 'PSEP',
  'U+202A': 'LRE',
  'U+202B': 'RLE',
  'U+202C': 'PDF',
  'U+202D': 'LRO',
  'U+202E': 'RLO',
  'U+202F': 'NNBSP',
  'U+2060': 'WJ',
  'U+2066': 'LRI',
  'U+2067': 'RLI',
  'U+2068': 'FSI',
  'U+2069': 'PDI',
  'U+3000': 'IDSP',
  'U+FE0F': 'VS16',
  'U+FEFF': 'BOM',
};

const OPEN_BOX = '\u2423';

/** Characters without a shape of their own: controls, separators, private and unassigned ones, default ignorables, the blank braille. */
const SHAPELESS = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** Sets of strings in patterns: both runtimes know them, the compiler's target (ES2023) does not, so it must not see them. */
const UNICODE_SETS: string = 'v';
/** An emoji that may hold joiners and variation selectors, since they change how it looks. */
const EMOJI = new RegExp('^\\p{RGI_Emoji}$', UNICODE_SETS);
const STARTS_WITH_MARK = /^\p{M}/u;
const ONLY_PRINTABLE_ASCII = /^[!-~]+(?: [!-~]+)*$/;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function codeOf(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function badge(char: string): NameSegment {
  const code = codeOf(char);
  return { text: ABBREVIATIONS[code] ?? code, special: 'mark', code };
}

function spell(text: string): string {
  return Array.from(text, (char) => `${OPEN}${codeOf(char)}${CLOSE}`).join('');
}

/** Joins plain pieces, so that the common name is one segment. */
function push(segments: NameSegment[], next: NameSegment) {
  const last = segments.at(-1);
  if (last && !last.special && !next.special) last.text += next.text;
  else segments.push({ ...next });
}

/** The segments of one grapheme and how it is read out. */
function readGrapheme(grapheme: string): { segments: NameSegment[]; plain: string } {
  if (EMOJI.test(grapheme)) return { segments: [{ text: grapheme }], plain: grapheme };
  if (grapheme.normalize('NFC') !== grapheme) {
    const base = String.fromCodePoint(grapheme.codePointAt(0) ?? 0);
    const heard = base.normalize('NFC') === base && !SHAPELESS.test(base) ? base : spell(base);
    const code = Array.from(grapheme, codeOf).join(' ');
    return {
      segments: [{ text: grapheme, special: 'decomposed', code }],
      plain: heard + spell(grapheme.slice(base.length)),
    };
  }
  if (STARTS_WITH_MARK.test(grapheme) || SHAPELESS.test(grapheme)) {
    const parts = Array.from(grapheme, (char) =>
      STARTS_WITH_MARK.test(char) || SHAPELESS.test(char)
        ? { segment: badge(char), plain: spell(char) }
        : { segment: { text: char }, plain: char },
    );
    return { segments: parts.map((part) => part.segment), plain: parts.map((part) => part.plain).join('') };
  }
  return {
    segments: [{ text: grapheme }],
    plain: grapheme === OPEN || grapheme === CLOSE ? spell(grapheme) : grapheme,
  };
}

/** A space that would be lost to the eye: at an end, or beside another. */
function isLostSpace(name: string, at: number): boolean {
  return at === 0 || at === name.length - 1 || name[at - 1] === ' ' || name[at + 1] === ' ';
}

/** Makes a name visible; see VisibleName. */
export function visibleName(name: string, words: NameWords): VisibleName {
  if (name === '') return word(words.empty);
  if (ONLY_PRINTABLE_ASCII.test(name)) return { segments: [{ text: name }], plain: name };
  const segments: NameSegment[] = [];
  let plain = '';
  for (const { segment: grapheme, index } of graphemes.segment(name)) {
    if (grapheme === ' ') {
      const lost = isLostSpace(name, index);
      push(segments, lost ? { text: OPEN_BOX, special: 'space', code: 'U+0020' } : { text: ' ' });
      plain += lost ? spell(' ') : ' ';
      continue;
    }
    const read = readGrapheme(grapheme);
    for (const segment of read.segments) push(segments, segment);
    plain += read.plain;
  }
  // Neighbours that only compose together: spelling out everything beyond ASCII keeps names apart even then.
  const isStable = plain.normalize('NFC') === plain;
  return { segments, plain: isStable ? plain : spellBeyondAscii(name) };
}

function spellBeyondAscii(name: string): string {
  return Array.from(name, (char) => (/^[!-~]$/.test(char) ? char : spell(char))).join('');
}

function word(text: string): VisibleName {
  return { segments: [{ text, special: 'word', code: '' }], plain: `${OPEN}${text}${CLOSE}` };
}

/**
 * The visible name of a key or a folder (a prefix, ending with `/`) in the listing of `prefix`. A folder's plain name
 * keeps its `/`: `a` may stand beside `a/`. A key equal to the prefix is the folder's own object.
 */
export function visibleEntryName(entry: string, prefix: string, words: NameWords): VisibleName {
  if (entry === prefix) return word(words.folderItself);
  const name = entry.slice(prefix.length);
  if (!name.endsWith('/')) return visibleName(name, words);
  const folder = visibleName(name.slice(0, -1), words);
  return { segments: folder.segments, plain: `${folder.plain}/` };
}
