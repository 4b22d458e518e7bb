import { byteLength } from '../../localName.ts';
import { bucketArn } from '../../policy/arns.ts';
import { conditionsHold } from '../../policy/conditions.ts';
import { coversAction, coversResource } from '../../policy/evaluate.ts';
import { isPublic } from '../../policy/openness.ts';
import { type Statement, statementsOf } from '../../policy/statements.ts';
import type { PolicyDocument, PolicyStatement } from '../documents/policy.ts';
import type { CheckContext, Problem } from '../problems.ts';
import { actionProblems, effectlessActions, operatorProblems } from './policyActions.ts';
import { resourceProblems } from './policyResources.ts';

/** Bytes of the JSON text (S3 User Guide, "Bucket policies": 20 KB). */
export const LARGEST_POLICY = 20_480;

type Path = Problem['path'];
type Pair = { is: keyof PolicyStatement; not: keyof PolicyStatement; none: Problem['code']; both: Problem['code'] };

const PAIRS: Pair[] = [
  { is: 'Principal', not: 'NotPrincipal', none: 'no-principal', both: 'both-principals' },
  { is: 'Action', not: 'NotAction', none: 'no-actions', both: 'both-actions' },
  { is: 'Resource', not: 'NotResource', none: 'no-resource', both: 'both-resources' },
];

function error(code: Problem['code'], path: Path, values?: Problem['values']): Problem {
  return { code, severity: 'error', path, ...(values === undefined ? {} : { values }) };
}

/** IAM User Guide, "Grammar of the IAM JSON policy language": each statement of a bucket has one of each pair. */
function pairProblems(statement: PolicyStatement, path: Path): Problem[] {
  return PAIRS.flatMap(({ is, not, none, both }) => {
    if (statement[is] === undefined && statement[not] === undefined) return [error(none, path)];
    return statement[is] !== undefined && statement[not] !== undefined ? [error(both, [...path, not])] : [];
  });
}

/** Places of empty texts, and of principals that name nobody. */
function emptyPlaces(value: unknown, path: Path): Path[] {
  if (value === '') return [path];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  if (entries.length === 0) return [path];
  return entries.flatMap(([name, inner]) => emptyPlaces(inner, [...path, name]));
}

function emptyProblems(statement: PolicyStatement, path: Path): Problem[] {
  // An empty value to compare with is a value, an empty Condition asks for nothing, and an empty Sid is none.
  const { Condition: _, Sid: __, ...rest } = statement;
  return emptyPlaces(rest, path).map((place) => error('empty-value', place));
}

/** Amazon wants each Sid once in a policy (IAM User Guide, "IAM JSON policy elements: Sid"), other servers do not. */
function sidProblems(statements: readonly PolicyStatement[], pathOf: (index: number) => Path): Problem[] {
  const first = new Map<string, number>();
  return statements.flatMap(({ Sid }, index) => {
    if (Sid === undefined || Sid === '') return [];
    if (first.has(Sid))
      return [{ code: 'same-sid', severity: 'warning', path: [...pathOf(index), 'Sid'], values: { sid: Sid } }];
    first.set(Sid, index);
    return [];
  });
}

/** Without one of these nobody could take the policy back, but for the account's root user on AWS. */
const WAYS_BACK = ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'];

/** A Deny that takes the way back from everyone, the owner among them. */
function closesWayBack(statement: Statement, bucket: string): boolean {
  const { who } = statement;
  const isForAll = who !== null && !who.not && who.values.everyone;
  if (statement.effect !== 'Deny' || !isForAll || coversResource(statement, bucketArn(bucket)) === 'no') return false;
  return WAYS_BACK.some((action) => coversAction(statement, action) === 'yes');
}

function lockProblems(statement: Statement, path: Path, { bucket, plainHttp }: CheckContext): Problem[] {
  if (!closesWayBack(statement, bucket)) return [];
  if (statement.conditions.length === 0) return [{ code: 'locks-out-owner', severity: 'warning', path }];
  const isMet = plainHttp === true && conditionsHold(statement, { 'aws:SecureTransport': 'false' }) === 'yes';
  return isMet ? [{ code: 'locks-out-plain-http', severity: 'warning', path }] : [];
}

function meaningProblems(statement: Statement, path: Path, context: CheckContext): Problem[] {
  const isRefused = context.blocksPublicPolicy === true && isPublic(statement);
  return [...lockProblems(statement, path, context), ...(isRefused ? [error('public-while-blocked', path)] : [])];
}

/** What a server would refuse in a bucket's policy, or take and not do, or do to its owner's surprise. */
export function checkPolicy(policy: PolicyDocument, context: CheckContext): Problem[] {
  const size = byteLength(JSON.stringify(policy));
  const statements = [policy.Statement].flat();
  const pathOf = (index: number): Path => (Array.isArray(policy.Statement) ? ['Statement', index] : ['Statement']);
  const normal = statementsOf(policy);
  return [
    ...(size > LARGEST_POLICY ? [error('policy-size', [], { size, limit: LARGEST_POLICY })] : []),
    ...statements.flatMap((statement, index) => {
      const path = pathOf(index);
      return [
        ...pairProblems(statement, path),
        ...emptyProblems(statement, path),
        ...actionProblems(statement, path),
        ...resourceProblems(statement, path, context.bucket),
        ...effectlessActions(statement, path),
        ...operatorProblems(statement, path),
      ];
    }),
    ...sidProblems(statements, pathOf),
    ...normal.flatMap((statement) => meaningProblems(statement, pathOf(statement.index), context)),
  ];
}
