import { S3_ACTIONS, type S3Action } from '../../policy/actions.ts';
import { parseS3Arn } from '../../policy/arns.ts';
import { OPERATOR_NAMES, parseOperator } from '../../policy/conditions.ts';
import { nearest } from '../../policy/spelling.ts';
import { hasWildcard, matches } from '../../policy/wildcards.ts';
import type { PolicyStatement } from '../documents/policy.ts';
import type { Problem } from '../problems.ts';
import { placed } from './policyResources.ts';

type Path = Problem['path'];

const NAMES = S3_ACTIONS.map(({ name }) => name);

/** The known actions that a pattern covers. */
function covered(pattern: string): S3Action[] {
  return S3_ACTIONS.filter(({ name }) => matches(pattern, name, { ignoreCase: true, hasVariables: false }) === 'yes');
}

/** Actions that S3 does not have, as far as is known here: a server may have more. */
export function actionProblems(statement: PolicyStatement, path: Path): Problem[] {
  const all = [...placed(statement, 'Action', path), ...placed(statement, 'NotAction', path)];
  return all.flatMap(({ value, place }): Problem[] => {
    if (value === '' || covered(value).length > 0) return [];
    const near = hasWildcard(value) ? null : nearest(value, NAMES);
    const code = near === null ? 'unknown-action' : 'misspelt-action';
    return [{ code, severity: 'warning', path: place, values: { action: value, nearest: near ?? '' } }];
  });
}

/** The kinds of resource that an ARN with its wildcards may stand for. */
function kindsOf(resource: string): S3Action['resource'][] {
  if (resource === '*') return ['bucket', 'object'];
  const arn = parseS3Arn(resource);
  if (arn === null) return ['bucket', 'object'];
  if (arn.key !== null) return ['object'];
  return /[*]/.test(arn.bucket) ? ['bucket', 'object'] : ['bucket'];
}

/** Actions on objects beside the bucket's ARN alone, and the other way round: such a statement does nothing. */
export function effectlessActions(statement: PolicyStatement, path: Path): Problem[] {
  const resources = placed(statement, 'Resource', path);
  if (resources.length === 0) return [];
  const present = new Set(resources.flatMap(({ value }) => kindsOf(value)));
  return placed(statement, 'Action', path).flatMap(({ value, place }): Problem[] => {
    const wanted = new Set(covered(value).map(({ resource }) => resource));
    if (wanted.size === 0 || [...wanted].some((kind) => present.has(kind))) return [];
    const kind = wanted.has('object') ? 'object' : 'bucket';
    return [
      {
        code: kind === 'object' ? 'action-on-objects' : 'action-on-bucket',
        severity: 'warning',
        path: place,
        values: { action: value },
      },
    ];
  });
}

/** Operators that IAM does not have. */
export function operatorProblems({ Condition = {} }: PolicyStatement, path: Path): Problem[] {
  return Object.keys(Condition).flatMap((operator): Problem[] => {
    const { name } = parseOperator(operator);
    if (OPERATOR_NAMES.includes(name)) return [];
    const place = [...path, 'Condition', operator];
    return [{ code: 'unknown-operator', severity: 'warning', path: place, values: { operator } }];
  });
}
