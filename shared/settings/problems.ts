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
  'repeated',
  'reserved-tag',
  'grantee-ID',
  'grantee-EmailAddress',
  'grantee-URI',
  'strangers-write',
  'many-stars',
  'not-an-origin',
  'exposed-star',
  'index-or-redirect',
  'index-and-redirect',
  'index-with-slash',
  'replaces-twice',
  'days-or-years',
  'days-and-years',
  'locked-for-all',
  'logs-itself',
  'key-without-kms',
  'name-with-dots',
  'not-bucket-arn',
  'replicates-to-itself',
  'filter-and-prefix',
  'markers-with-tags',
  'no-role',
  'one-filter',
  'not-sns-arn',
  'not-sqs-arn',
  'not-lambda-arn',
  'filter-name',
  'events-overlap',
  'id-characters',
  'no-scope',
  'and-of-one',
  'no-size-between',
  'uploads-by-tag-or-size',
  'markers-by-tag-or-size',
  'zero-days',
  'no-action',
  'not-midnight',
  'days-and-date',
  'days-or-date',
  'markers-with-time',
  'same-class',
  'moved-too-soon',
  'moved-back',
  'moved-too-close',
  'moved-after-deletion',
  'days-mixed-with-dates',
  'keep-range',
  'noncurrent-days',
  'policy-size',
  'not-arn',
  'arn-partition',
  'arn-other-bucket',
  'arn-not-s3',
  'action-on-objects',
  'action-on-bucket',
  'no-principal',
  'both-principals',
  'no-actions',
  'both-actions',
  'no-resource',
  'both-resources',
  'empty-value',
  'same-sid',
  'unknown-action',
  'misspelt-action',
  'unknown-operator',
  'locks-out-owner',
  'locks-out-plain-http',
  'public-while-blocked',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What a check knows besides the document. */
export type CheckContext = {
  bucket: string;
  /** True while the bucket's settings refuse a public policy; undefined when that is not known. */
  blocksPublicPolicy?: boolean | undefined;
  /** True when the connection that saves does without TLS: a policy may refuse such requests. */
  plainHttp?: boolean | undefined;
};
