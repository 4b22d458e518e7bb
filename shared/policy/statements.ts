import type { PolicyDocument, PolicyStatement } from '../settings/documents/policy.ts';

/** Some of a kind, or (`not`) all but these. */
export type Some<T> = { not: boolean; values: T };

export type Principals = {
  /** `*`, alone or as an AWS principal: with a bucket's policy both mean everyone, without an account too. */
  everyone: boolean;
  /** ARNs and account IDs. */
  aws: string[];
  canonical: string[];
  federated: string[];
  services: string[];
};

/** One condition: a key of the request, compared with values by an operator. All conditions of a statement must hold. */
export type Condition = { operator: string; key: string; values: string[] };

/** A statement with every part in one form; null where it has none, which servers refuse. For reading only. */
export type Statement = {
  index: number;
  sid: string | null;
  effect: 'Allow' | 'Deny';
  who: Some<Principals> | null;
  actions: Some<string[]> | null;
  resources: Some<string[]> | null;
  conditions: Condition[];
  /** `${...}` stands for values of the request: not in policies of the version 2008-10-17, which is the default. */
  hasVariables: boolean;
};

function list<T>(value: T | T[] | undefined): T[] {
  return value === undefined ? [] : ([value].flat() as T[]);
}

function principalsOf(principal: NonNullable<PolicyStatement['Principal']>): Principals {
  if (principal === '*') return { everyone: true, aws: [], canonical: [], federated: [], services: [] };
  const aws = list(principal.AWS);
  return {
    everyone: aws.includes('*'),
    aws: aws.filter((value) => value !== '*'),
    canonical: list(principal.CanonicalUser),
    federated: list(principal.Federated),
    services: list(principal.Service),
  };
}

function some<V, T>(is: V | undefined, isNot: V | undefined, read: (value: V) => T): Some<T> | null {
  if (is !== undefined) return { not: false, values: read(is) };
  return isNot === undefined ? null : { not: true, values: read(isNot) };
}

function conditionsOf(condition: PolicyStatement['Condition']): Condition[] {
  return Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => ({ operator, key, values: [value].flat().map(String) })),
  );
}

/** The statements of a policy, or of none, in their order. */
export function statementsOf(policy: PolicyDocument | null): Statement[] {
  if (policy === null) return [];
  return [policy.Statement].flat().map((statement, index) => ({
    index,
    sid: statement.Sid ?? null,
    effect: statement.Effect,
    who: some(statement.Principal, statement.NotPrincipal, principalsOf),
    actions: some(statement.Action, statement.NotAction, list),
    resources: some(statement.Resource, statement.NotResource, list),
    conditions: conditionsOf(statement.Condition),
    hasVariables: policy.Version === '2012-10-17',
  }));
}
