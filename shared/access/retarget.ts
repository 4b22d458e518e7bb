import { parseS3Arn } from '../policy/arns.ts';
import type { PolicyDocument, PolicyStatement } from '../settings/documents/policy.ts';

function retargetArn<T>(value: T, from: string, to: string): T | string {
  if (typeof value !== 'string' || parseS3Arn(value)?.bucket !== from) return value;
  return value.replace(/^((?:[^:]*:){5})[^/]+/s, (_, head: string) => head + to);
}

function retargetAll<T>(value: T | T[], from: string, to: string): T | T[] {
  // An ARN's place is taken by an ARN.
  return Array.isArray(value)
    ? value.map((one) => retargetArn(one, from, to) as T)
    : (retargetArn(value, from, to) as T);
}

function retargetStatement(statement: PolicyStatement, from: string, to: string): PolicyStatement {
  const { Resource, NotResource, Condition } = statement;
  const conditions = Object.entries(Condition ?? {}).map(([operator, keys]) => [
    operator,
    Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, retargetAll(values, from, to)])),
  ]);
  return {
    ...statement,
    ...(Resource === undefined ? {} : { Resource: retargetAll(Resource, from, to) }),
    ...(NotResource === undefined ? {} : { NotResource: retargetAll(NotResource, from, to) }),
    ...(Condition === undefined ? {} : { Condition: Object.fromEntries(conditions) }),
  };
}

/** The policy of one bucket made to fit another: ARNs of `from` and its objects become those of `to`, others stay. */
export function retargetPolicy(policy: PolicyDocument, from: string, to: string): PolicyDocument {
  const { Statement } = policy;
  return {
    ...policy,
    Statement: Array.isArray(Statement)
      ? Statement.map((statement) => retargetStatement(statement, from, to))
      : retargetStatement(Statement, from, to),
  };
}
