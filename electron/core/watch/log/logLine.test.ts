import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ERROR_CODES } from '../../../../shared/errors.ts';
import { LOG_STEPS, type LogFacts } from '../../../../shared/watch/state.ts';
import { logLine, lostLine } from './logLine.ts';

const at = '2026-11-21T08:09:10.123Z';

test.each([
  [{ step: 'rule-started', file: null, facts: {} }, 'rule-started\t'],
  [
    { step: 'filtered', file: 'Заказы/orders 17.csv', facts: { rows: 1000, kept: 412, undecided: 0 } },
    'filtered\tЗаказы/orders 17.csv\trows=1000\tkept=412\tundecided=0',
  ],
  [
    { step: 'uploaded', file: 'a.csv', facts: { key: 'in/a=1.csv', bytes: 12, versionId: 'v1', path: undefined } },
    'uploaded\ta.csv\tkey=in/a=1.csv\tbytes=12\tversion=v1',
  ],
  [
    { step: 'archived', file: 'tab\tand\nline\u001b[31m\u2028\ud800.csv', facts: { path: 'C:\\archive' } },
    'archived\ttab\\tand\\nline\\u001b[31m\\u2028\\ud800.csv\tpath=C:\\\\archive',
  ],
  [
    {
      step: 'failed',
      file: 'a.csv',
      facts: {
        error: {
          code: 'access-denied',
          message: 'it is\nforbidden',
          retryable: false,
          status: 403,
          s3Code: 'AccessDenied',
        },
        retryAt: at,
      },
    },
    `failed\ta.csv\tretry=${at}\terror=access-denied\ts3=AccessDenied\tstatus=403\tmessage=it is\\nforbidden`,
  ],
] as const)('%j', (entry, expected) => {
  expect(logLine({ at, ...entry })).toBe(`${at}\t${expected}\n`);
});

test('lost lines are told', () => {
  expect(lostLine(at, 12)).toBe(`${at}\tlost\t\tlines=12\n`);
});

/** As a script would read it. */
function parse(line: string) {
  const plain = (text: string) =>
    text.replace(/\\(?:u([\da-f]{4})|(.))/g, (_, code, char) =>
      code ? String.fromCharCode(Number.parseInt(code, 16)) : ({ t: '\t', n: '\n', r: '\r' }[String(char)] ?? char),
    );
  const [time, step, file, ...facts] = line.slice(0, -1).split('\t');
  return {
    time,
    step,
    file: plain(file ?? ''),
    facts: Object.fromEntries(
      facts.map((fact) => [fact.slice(0, fact.indexOf('=')), plain(fact.slice(fact.indexOf('=') + 1))]),
    ),
  };
}

test('every line can be split, and read back to the letter', () => {
  const text = fc.string({
    unit: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...'\t\n\r\\=u ', '\ud800', '\u2029')),
  });
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const facts: fc.Arbitrary<LogFacts> = fc.record({
    key: optional(text),
    bytes: optional(fc.nat()),
    rows: optional(fc.nat()),
    kept: optional(fc.nat()),
    undecided: optional(fc.nat()),
    versionId: optional(text),
    path: optional(text),
    reason: optional(text),
    retryAt: optional(fc.constant(at)),
    error: optional(fc.record({ code: fc.constantFrom(...ERROR_CODES), message: text, retryable: fc.boolean() })),
  });
  fc.assert(
    fc.property(fc.constantFrom(...LOG_STEPS), fc.option(text), facts, (step, file, given) => {
      const line = logLine({ at, step, file, facts: given });
      expect(line.match(/[^\P{Cc}\t]/gu)).toEqual(['\n']);
      expect(Buffer.from(line).toString()).toBe(line);
      const { error, versionId, retryAt, ...rest } = given;
      const columns = { ...rest, version: versionId, retry: retryAt, error: error?.code, message: error?.message };
      const expected = Object.entries(columns).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)]],
      );
      expect(parse(line)).toEqual({ time: at, step, file: file ?? '', facts: Object.fromEntries(expected) });
    }),
    { numRuns: 150 },
  );
});
