import type { StreamParser } from '@codemirror/language';

// A condition is one expression: what it can be made of is little, and a whole grammar of SQL would be much to load.

/** Words of SQL that an expression may have, as DuckDB reads it. */
export const SQL_WORDS = [
  'and',
  'as',
  'between',
  'case',
  'cast',
  'date',
  'else',
  'end',
  'false',
  'ilike',
  'in',
  'interval',
  'is',
  'like',
  'not',
  'null',
  'or',
  'similar',
  'then',
  'timestamp',
  'to',
  'true',
  'when',
] as const;

const WORDS: ReadonlySet<string> = new Set(SQL_WORDS);
/** Words that DuckDB does not take for the name of a column unless it is in quotes. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast ' +
    'check collate collation column concurrently constraint create cross default deferrable desc describe ' +
    'distinct do else end except false fetch for foreign freeze from full glob group having ilike in ' +
    'initially inner intersect into is isnull join lambda lateral leading left like limit natural not notnull ' +
    'offset on only or order outer overlaps pivot pivot_longer pivot_wider placing positional primary qualify ' +
    'references returning right select semi show similar some summarize symmetric table tablesample then to ' +
    'trailing true union unique unpack unpivot using variadic verbose when where window with'
  ).split(' '),
);
const VALUES: ReadonlySet<string> = new Set(['true', 'false', 'null']);

/** A column's name as SQL has it: in double quotes where it is no plain word, or one of SQL's own. */
export function sqlName(name: string): string {
  const lower = name.toLowerCase();
  if (/^[a-z_][a-z0-9_]*$/.test(lower) && !WORDS.has(lower) && !RESERVED.has(lower)) return name;
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL has it, in single quotes. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Whether a text or a name that began on a line before goes on. */
type State = { quote: "'" | '"' | null; isComment: boolean };

/** Reads a condition word by word, for its colours. */
export const sqlParser: StreamParser<State> = {
  name: 'sql',
  startState: () => ({ quote: null, isComment: false }),
  token(stream, state) {
    if (state.isComment) {
      state.isComment = !stream.skipTo('*/');
      if (state.isComment) stream.skipToEnd();
      else stream.match('*/');
      return 'comment';
    }
    if (state.quote === null) {
      if (stream.eatSpace()) return null;
      if (stream.match('--')) {
        stream.skipToEnd();
        return 'comment';
      }
      if (stream.match('/*')) {
        state.isComment = true;
        return 'comment';
      }
      if (stream.match(/^(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?/i)) return 'number';
      const word = stream.match(/^[\p{L}_][\p{L}\p{N}_$]*/u);
      if (Array.isArray(word)) {
        const text = (word[0] ?? '').toLowerCase();
        if (VALUES.has(text)) return 'atom';
        return WORDS.has(text) ? 'keyword' : 'propertyName';
      }
      const character = stream.next();
      if (character !== "'" && character !== '"') return 'operator';
      state.quote = character;
    }
    const { quote } = state;
    if (stream.skipTo(quote)) {
      stream.next();
      state.quote = null;
    } else stream.skipToEnd();
    return quote === "'" ? 'string' : 'propertyName';
  },
};
