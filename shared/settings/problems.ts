/**
 * What is wrong with the document of a setting, found before anything is sent. The sentence is `settings.problem.<code>`
 * with `values`; `path` says where in the document. A warning does not stop anyone from saving.
 */
export type Problem = {
  code: ProblemCode;
  severity: 'error' | 'warning';
  path: (string | number)[];
  values?: Record<string, string | number> | undefined;
};

/** Grows with the checks: add a code here and its sentence to both languages. */
export const PROBLEM_CODES = [
  'not-json',
  'missing',
  'wrong-type',
  'not-one-of',
  'unknown-name',
  'too-long',
  'too-short',
  'too-many',
  'too-few',
  'too-big',
  'too-small',
  'not-a-time',
  'not-valid',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What a check knows besides the document. */
export type CheckContext = {
  bucket: string;
  /** True while the bucket's settings refuse a public policy; undefined when that is not known. */
  blocksPublicPolicy?: boolean | undefined;
};
