import type { z } from '../zod.ts';
import { checks } from './checks.ts';
import { DOCUMENTS, type SettingDocument, type SettingId } from './documents.ts';
import type { CheckContext, Problem } from './problems.ts';

export type CheckedDocument<S extends SettingId> = { document: SettingDocument<S> | null; problems: Problem[] };

function sizeProblem(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): Pick<Problem, 'code' | 'values'> {
  const isBig = issue.code === 'too_big';
  const limit = Number(isBig ? issue.maximum : issue.minimum);
  const values = { limit };
  if (issue.origin === 'string') return { code: isBig ? 'too-long' : 'too-short', values };
  if (issue.origin === 'array') return { code: isBig ? 'too-many' : 'too-few', values };
  return { code: isBig ? 'too-big' : 'too-small', values };
}

function meaningOf(issue: z.core.$ZodIssue): Pick<Problem, 'code' | 'values'> {
  if (issue.code === 'too_big' || issue.code === 'too_small') return sizeProblem(issue);
  if (issue.code === 'invalid_type') {
    return issue.input === undefined
      ? { code: 'missing' }
      : { code: 'wrong-type', values: { expected: issue.expected } };
  }
  if (issue.code === 'invalid_value') return { code: 'not-one-of', values: { values: issue.values.join(', ') } };
  if (issue.code === 'unrecognized_keys') return { code: 'unknown-name', values: { names: issue.keys.join(', ') } };
  if (issue.code === 'invalid_format' && issue.format === 'datetime') return { code: 'not-a-time' };
  return { code: 'not-valid' };
}

/** An issue of a union says only that nothing fitted: the alternative that fitted best says what. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const depth = (issues: z.core.$ZodIssue[]) => Math.max(...issues.map(({ path }) => path.length));
  const best = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0] ?? [];
  return best.flatMap((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] }));
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  const names = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = [...issue.path, ...names].map((step) => (typeof step === 'symbol' ? String(step) : step));
  return { severity: 'error', path, ...meaningOf(issue) };
}

/**
 * Checks the document of a setting: its shape, then what its own check says. `document` is null while the shape is
 * wrong. The window marks the problems; the core refuses a document with errors before anything is sent.
 */
export function checkDocument<S extends SettingId>(
  setting: S,
  value: unknown,
  context: CheckContext,
): CheckedDocument<S> {
  const parsed = DOCUMENTS[setting].safeParse(value, { reportInput: true });
  if (!parsed.success) return { document: null, problems: parsed.error.issues.flatMap(deepest).map(problemOf) };
  // The schema of this very setting has read it; the compiler cannot follow the index.
  const document = parsed.data as SettingDocument<S>;
  return { document, problems: checks[setting]?.(document, context) ?? [] };
}

/** True when the problems stand in the way of saving. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
