import type { ErrorData } from '../../../../shared/errors.ts';
import type { LogEntry, LogFacts } from '../../../../shared/watch/state.ts';

/** Control characters, lone surrogates, which UTF-8 has not, other ends of lines, and the backslash that marks them all. */
const SPECIAL = /[\\\p{Cc}\p{Cs}\u2028\u2029]/gu;
const SHORT: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Text in one line and one column: `\t`, `\n`, `\r`, `\\`, and `\u001b` for other characters that are not to be seen. */
function escaped(text: string): string {
  return text.replace(SPECIAL, (char) => SHORT[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

type Columns = Record<string, string | number | undefined>;

const errorColumns = ({ code, s3Code, status, requestId, message }: ErrorData): Columns => ({
  error: code,
  s3: s3Code,
  status,
  request: requestId,
  message,
});

const factColumns = (facts: LogFacts): Columns => ({
  key: facts.key,
  bytes: facts.bytes,
  rows: facts.rows,
  kept: facts.kept,
  undecided: facts.undecided,
  version: facts.versionId,
  path: facts.path,
  reason: facts.reason,
  retry: facts.retryAt,
  ...(facts.error && errorColumns(facts.error)),
});

const line = (at: string, step: string, file: string | null, columns: Columns) => {
  const facts = Object.entries(columns).filter(([, value]) => value !== undefined);
  return `${[at, step, escaped(file ?? ''), ...facts.map(([name, value]) => `${name}=${escaped(String(value))}`)].join('\t')}\n`;
};

/**
 * An entry as a line of the log file: time (UTC), step, file (empty for what is about the whole rule), then what there is
 * of facts as `name=value`, all with tabs between them. English, like all that errors say for logs.
 */
export function logLine({ at, step, file, facts }: Omit<LogEntry, 'id' | 'ruleId'>): string {
  return line(at, step, file, factColumns(facts));
}

/** Stands where so many lines are missing: the file could not be written for too long. */
export const lostLine = (at: string, lines: number) => line(at, 'lost', null, { lines });
