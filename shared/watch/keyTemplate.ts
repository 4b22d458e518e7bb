import { byteLength } from '../localName.ts';

/**
 * Templates of keys: `in/{date:yyyy/MM/dd}/{name}`. Text stands for itself, `{{` and `}}` for braces.
 *
 * - `{relative}` the file's path below the rule's folder, `{folder}` the folders of it, `{name}` the file's name,
 *   `{stem}` and `{ext}` the name before and after its last dot
 * - `{date}` when the file was taken in, `{mtime}` when it was written last, both in local time and with a pattern of
 *   yyyy MM dd HH mm ss and signs between: `{date:yyyy/MM/dd}`; without one it is yyyy-MM-dd
 * - any constant of the rule
 *
 * An empty `{folder}` takes the slash after it along, so `in/{folder}/{name}` fits files of the folder itself too.
 */
export const PLACEHOLDERS = ['relative', 'folder', 'name', 'stem', 'ext', 'date', 'mtime'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** What a placeholder is written like when it is put in: moments with the pattern people take most. */
export const placeholderText = (placeholder: Placeholder): string =>
  isMoment(placeholder) ? `{${placeholder}:yyyy/MM/dd}` : `{${placeholder}}`;

export type KeyConstant = { name: string; value: string };

/** A moment by the calendar and the clock of some place; months from 1. */
export type LocalMoment = {
  year: number;
  month: number;
  day: number;
  hours: number;
  minutes: number;
  seconds: number;
};

/** The moment as this computer's clock shows it. */
export const localMoment = (date: Date): LocalMoment => ({
  year: date.getFullYear(),
  month: date.getMonth() + 1,
  day: date.getDate(),
  hours: date.getHours(),
  minutes: date.getMinutes(),
  seconds: date.getSeconds(),
});

/** What a key is made of. */
export type KeyFacts = {
  /** The source's path below the rule's folder, with `/`. */
  relative: string;
  /** The extension of what is uploaded, without a dot, where it is another format than the source; null: the source's own. */
  extension: string | null;
  /** `{date}`. Keep it with the file: a second try has to come to the same key. */
  takenIn: LocalMoment;
  /** `{mtime}`. */
  modified: LocalMoment;
  constants: readonly KeyConstant[];
};

/** S3's limit, bytes of UTF-8 (docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html). */
const MAX_KEY_BYTES = 1024;

/**
 * Why no key can be made. The first group is about the template, the second about what comes out of it: S3 itself takes
 * most of these keys, but servers and tools merge, resolve or refuse them, so that the object is not found again.
 */
export type KeyTemplateProblemCode =
  | 'unclosed-brace'
  | 'unopened-brace'
  | 'unknown-placeholder'
  | 'bad-pattern'
  | 'constant-name-taken'
  | 'empty'
  | 'leading-slash'
  | 'trailing-slash'
  | 'double-slash'
  | 'dot-segment'
  | 'not-unicode'
  | 'too-long';

/** `position` in the template, UTF-16 units from 0; `name`: the placeholder or constant it is about, null for none. */
export type KeyTemplateProblem = { code: KeyTemplateProblemCode; position: number; name: string | null };

type Part = { position: number } & ({ text: string } | { name: string; pattern: string | null });

const isMoment = (name: string): name is 'date' | 'mtime' => name === 'date' || name === 'mtime';
const isPlaceholder = (name: string): name is Placeholder => PLACEHOLDERS.some((placeholder) => placeholder === name);

const TOKEN = /\{\{|\}\}|\{([^{}]*)\}|[^{}]+|[{}]/g;
const PATTERN_TOKEN = /yyyy|MM|dd|HH|mm|ss/g;
const DEFAULT_PATTERN = 'yyyy-MM-dd';

function parse(template: string): Part[] | KeyTemplateProblem {
  const parts: Part[] = [];
  for (const { 0: token, 1: inner, index: position } of template.matchAll(TOKEN)) {
    if (token === '{') return { code: 'unclosed-brace', position, name: null };
    if (token === '}') return { code: 'unopened-brace', position, name: null };
    if (inner === undefined) {
      parts.push({ position, text: token === '{{' || token === '}}' ? token.slice(1) : token });
      continue;
    }
    const [, name = '', pattern = null] = /^([^:]*)(?::([\s\S]*))?$/.exec(inner) ?? [];
    parts.push({ position, name, pattern });
  }
  return parts;
}

/** A pattern is made of its tokens and of signs; `T` may stand between date and time. */
const isPattern = (pattern: string): boolean =>
  pattern !== '' && !/\p{L}/u.test(pattern.replace(PATTERN_TOKEN, '').replace('T', ''));

function writeMoment(moment: LocalMoment, pattern: string): string {
  const values: Record<string, number> = {
    yyyy: moment.year,
    MM: moment.month,
    dd: moment.day,
    HH: moment.hours,
    mm: moment.minutes,
    ss: moment.seconds,
  };
  return pattern.replace(PATTERN_TOKEN, (token) => String(values[token]).padStart(token.length, '0'));
}

/** A dot at the beginning or the end of a name makes no extension. */
function splitName(name: string): { stem: string; ext: string } {
  const dot = name.lastIndexOf('.');
  return dot > 0 && dot < name.length - 1
    ? { stem: name.slice(0, dot), ext: name.slice(dot + 1) }
    : { stem: name, ext: '' };
}

/** What the placeholders stand for. */
function valuesOf({ relative, extension, takenIn, modified }: KeyFacts): Record<Placeholder, string | LocalMoment> {
  const cut = relative.lastIndexOf('/');
  const folder = relative.slice(0, Math.max(cut, 0));
  const own = splitName(relative.slice(cut + 1));
  const same = extension === null || extension.toLowerCase() === own.ext.toLowerCase();
  const ext = same ? own.ext : extension;
  const name = ext === '' ? own.stem : `${own.stem}.${ext}`;
  return {
    relative: cut < 0 ? name : `${folder}/${name}`,
    folder,
    name,
    stem: own.stem,
    ext,
    date: takenIn,
    mtime: modified,
  };
}

/** A part as text, or what is wrong with it. */
function writePart(part: Part, facts: KeyFacts): string | KeyTemplateProblem {
  if ('text' in part) return part.text;
  const { name, pattern, position } = part;
  const constant = facts.constants.find((one) => one.name === name);
  const value = isPlaceholder(name) ? valuesOf(facts)[name] : constant?.value;
  if (value === undefined) return { code: 'unknown-placeholder', position, name };
  const fits = typeof value === 'string' ? pattern === null : isPattern(pattern ?? DEFAULT_PATTERN);
  if (!fits) return { code: 'bad-pattern', position, name };
  return typeof value === 'string' ? value : writeMoment(value, pattern ?? DEFAULT_PATTERN);
}

const WRONG_KEYS: readonly [KeyTemplateProblemCode, RegExp][] = [
  ['empty', /^$/],
  ['leading-slash', /^\//],
  ['double-slash', /\/(?=\/)/],
  ['trailing-slash', /\/$/],
  ['dot-segment', /(?<=^|\/)\.\.?(?=\/|$)/],
  ['not-unicode', /\p{Cs}/u],
];

/** What is wrong with a key; `origin` tells where in the template a character of it comes from. */
function keyProblem(key: string, origin: (index: number) => number): KeyTemplateProblem | null {
  for (const [code, wrong] of WRONG_KEYS) {
    const found = wrong.exec(key);
    if (found) return { code, position: origin(found.index), name: null };
  }
  return byteLength(key) > MAX_KEY_BYTES ? { code: 'too-long', position: 0, name: null } : null;
}

/** The key of a file, or why there is none. */
export function renderKey(template: string, facts: KeyFacts): { key: string } | { problem: KeyTemplateProblem } {
  const parts = parse(template);
  if (!Array.isArray(parts)) return { problem: parts };
  let key = '';
  let folderMissing = false;
  const origins: { from: number; position: number; literal: boolean }[] = [];
  for (const part of parts) {
    const written = writePart(part, facts);
    if (typeof written !== 'string') return { problem: written };
    const skipped = folderMissing && 'text' in part && written.startsWith('/') ? 1 : 0;
    origins.push({ from: key.length, position: part.position + skipped, literal: 'text' in part });
    key += written.slice(skipped);
    folderMissing = 'name' in part && part.name === 'folder' && written === '';
  }
  const problem = keyProblem(key, (index) => {
    const origin = origins.findLast(({ from }) => from <= index);
    if (!origin) return 0;
    return origin.position + (origin.literal ? index - origin.from : 0);
  });
  return problem ? { problem } : { key };
}

const SAMPLE_MOMENT: LocalMoment = { year: 2026, month: 11, day: 20, hours: 9, minutes: 5, seconds: 7 };

/** What is wrong with a template for any file, as one in a folder and one that is in none; null: nothing. */
export function checkTemplate(template: string, constants: readonly KeyConstant[]): KeyTemplateProblem | null {
  const taken = constants.find(({ name }) => isPlaceholder(name));
  if (taken) return { code: 'constant-name-taken', position: 0, name: taken.name };
  for (const relative of ['folder/name.csv', 'name.csv']) {
    const facts = { relative, extension: null, takenIn: SAMPLE_MOMENT, modified: SAMPLE_MOMENT, constants };
    const rendered = renderKey(template, facts);
    if ('problem' in rendered) return rendered.problem;
  }
  return null;
}

/**
 * True when nothing in a template keeps files apart, as in `{date}/data.csv`: neither `{relative}`, `{name}` nor
 * `{stem}`; and with `subfolders` when nothing keeps files of the same name apart that are in different folders.
 */
export function mayClash(template: string, subfolders = false): boolean {
  const parts = parse(template);
  const names = new Set(Array.isArray(parts) ? parts.map((part) => ('name' in part ? part.name : '')) : []);
  if (names.has('relative')) return false;
  const named = names.has('name') || names.has('stem');
  return !named || (subfolders && !names.has('folder'));
}

/** A template to begin with, for a bucket's folder (`in/`, or empty): by day, and below that as in the local folder. */
export function suggestTemplate(prefix: string): string {
  return `${prefix.replace(/[{}]/g, '$&$&')}${placeholderText('date')}/${placeholderText('relative')}`;
}
