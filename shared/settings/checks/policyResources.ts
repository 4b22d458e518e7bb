import { PARTITIONS, parseS3Arn } from '../../policy/arns.ts';
import { matches } from '../../policy/wildcards.ts';
import type { PolicyStatement } from '../documents/policy.ts';
import type { Problem } from '../problems.ts';

/** The values of one name of a statement with their places: `['Statement', 0, 'Action', 2]`, or without the number. */
export function placed(
  statement: PolicyStatement,
  name: 'Action' | 'NotAction' | 'Resource' | 'NotResource',
  path: Problem['path'],
) {
  const value = statement[name];
  if (value === undefined) return [];
  if (typeof value === 'string') return [{ value, place: [...path, name] }];
  return value.map((one, at) => ({ value: one, place: [...path, name, at] }));
}

function problemOf(resource: string, bucket: string): Pick<Problem, 'code' | 'values'> | null {
  if (resource === '*' || resource === '') return null;
  if (!resource.startsWith('arn:')) return { code: 'not-arn', values: { arn: resource, bucket } };
  const arn = parseS3Arn(resource);
  if (arn === null) return { code: 'arn-not-s3', values: { arn: resource, bucket } };
  if (!PARTITIONS.some((known) => known === arn.partition) && arn.partition !== '*') {
    return { code: 'arn-partition', values: { partition: arn.partition, known: PARTITIONS.join(', ') } };
  }
  // A variable may become anything.
  if (matches(arn.bucket, bucket) !== 'no') return null;
  return { code: 'arn-other-bucket', values: { other: arn.bucket, bucket } };
}

/** Resources that are not of this bucket: S3 refuses them as "Policy has invalid resource", others do nothing. */
export function resourceProblems(statement: PolicyStatement, path: Problem['path'], bucket: string): Problem[] {
  const all = [...placed(statement, 'Resource', path), ...placed(statement, 'NotResource', path)];
  return all.flatMap(({ value, place }) => {
    const problem = problemOf(value, bucket);
    return problem === null ? [] : [{ severity: 'error' as const, path: place, ...problem }];
  });
}
