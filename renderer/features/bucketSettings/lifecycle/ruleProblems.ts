import type { Problem } from '../../../../shared/settings/problems.ts';

/** The fields of a rule that can show a problem beside them; those of a move with its place in the list. */
export type RuleField =
  | 'id'
  | 'prefix'
  | 'tags'
  | 'larger'
  | 'smaller'
  | 'expireDays'
  | 'expireDate'
  | 'noncurrentDays'
  | 'keep'
  | 'markers'
  | 'abort'
  | `move${number}.${'when' | 'class'}`
  | `moveNoncurrent${number}.${'when' | 'keep' | 'class'}`;

const FILTER = '(?:Filter\\.(?:And\\.)?)?';

/** Where in a rule's document a field is, as a pattern of its path below the rule. */
const PLACES: readonly [RegExp, RuleField][] = [
  [/^ID$/, 'id'],
  [new RegExp(`^${FILTER}Prefix$`), 'prefix'],
  [new RegExp(`^${FILTER}Tags?(\\.|$)`), 'tags'],
  [new RegExp(`^${FILTER}ObjectSizeGreaterThan$`), 'larger'],
  [new RegExp(`^${FILTER}ObjectSizeLessThan$`), 'smaller'],
  [/^Expiration\.Days$/, 'expireDays'],
  [/^Expiration\.Date$/, 'expireDate'],
  [/^Expiration\.ExpiredObjectDeleteMarker$/, 'markers'],
  [/^NoncurrentVersionExpiration(\.NoncurrentDays)?$/, 'noncurrentDays'],
  [/^NoncurrentVersionExpiration\.NewerNoncurrentVersions$/, 'keep'],
  [/^AbortIncompleteMultipartUpload(\.DaysAfterInitiation)?$/, 'abort'],
];

const MOVES = /^(NoncurrentVersion)?Transitions\.(\d+)(?:\.(\w+))?$/;

function fieldAt(path: string): RuleField | null {
  const move = MOVES.exec(path);
  if (move) {
    const [, noncurrent, index, member] = move;
    const part = member === 'StorageClass' ? 'class' : 'when';
    if (!noncurrent) return `move${Number(index)}.${part}`;
    return `moveNoncurrent${Number(index)}.${member === 'NewerNoncurrentVersions' ? 'keep' : part}`;
  }
  return PLACES.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

export type RuleProblems = {
  /** The first error of each field. */
  fields: ReadonlyMap<RuleField, Problem>;
  /** Warnings, and what has no field to stand at. */
  rest: readonly Problem[];
};

/** The problems of the rule at `index`, by the fields they stand at. */
export function problemsOfRule(problems: readonly Problem[], index: number): RuleProblems {
  const fields = new Map<RuleField, Problem>();
  const rest: Problem[] = [];
  for (const problem of problems) {
    if (problem.path[0] !== 'Rules' || problem.path[1] !== index) continue;
    const field = fieldAt(problem.path.slice(2).join('.'));
    if (field === null || fields.has(field) || problem.severity === 'warning') rest.push(problem);
    else fields.set(field, problem);
  }
  return { fields, rest };
}
