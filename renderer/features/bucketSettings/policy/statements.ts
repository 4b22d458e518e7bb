import type { PolicyDocument, PolicyStatement } from '../../../../shared/settings/documents/policy.ts';

// A policy may hold one statement as it is, or a list of them; what the server says is kept as it was written.

/** The statements of a policy, as a list. */
export function statementsOf(policy: PolicyDocument | null): PolicyStatement[] {
  if (!policy) return [];
  return Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
}

/** The policy with these statements; null when none is left: a policy without statements does not exist. */
export function withStatements(policy: PolicyDocument | null, statements: PolicyStatement[]): PolicyDocument | null {
  const [first] = statements;
  if (!first) return null;
  if (!policy) return { Version: '2012-10-17', Statement: statements };
  const isSingle = !Array.isArray(policy.Statement) && statements.length === 1;
  return { ...policy, Statement: isSingle ? first : statements };
}

/** Where a statement stands in its policy, as the path of a problem begins. */
export function statementPath(policy: PolicyDocument | null, index: number): (string | number)[] {
  return policy && !Array.isArray(policy.Statement) ? ['Statement'] : ['Statement', index];
}

type OneOrMany = string | string[] | undefined;

/** The values of a name that takes one text or a list of them. */
export function valuesOf(value: OneOrMany): string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** The values as the name had them before: one text stays one text. */
export function likeBefore(before: OneOrMany, values: string[]): string | string[] {
  const [first] = values;
  return typeof before === 'string' && values.length === 1 && first !== undefined ? first : values;
}
