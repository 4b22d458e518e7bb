import type { PolicyDocument, PolicyStatement } from '../settings/documents/policy.ts';

/** Servers write an account as its root user (IAM User Guide, "AWS JSON policy elements: Principal"). */
function normalWho(who: string): string {
  return /^\d{12}$/.test(who) ? `arn:aws:iam::${who}:root` : who;
}

const list = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(String);

function normalPrincipal(principal: PolicyStatement['Principal']): unknown {
  if (typeof principal !== 'object' || principal === null) return principal === '*' ? { AWS: ['*'] } : principal;
  return Object.fromEntries(Object.entries(principal).map(([kind, who]) => [kind, list(who).map(normalWho)]));
}

function normalConditions(condition: PolicyStatement['Condition']): unknown {
  const operators = Object.entries(condition ?? {}).map(([operator, keys]) => [
    operator,
    Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, list(values)])),
  ]);
  return Object.fromEntries(operators);
}

function normalStatement(statement: PolicyStatement): unknown {
  const entries = Object.entries(statement).map(([name, value]) => {
    if (name === 'Principal' || name === 'NotPrincipal') return [name, normalPrincipal(statement[name])];
    if (name === 'Condition') return [name, normalConditions(statement.Condition)];
    return [name, name === 'Sid' || name === 'Effect' ? value : list(value)];
  });
  return Object.fromEntries(entries);
}

/** A policy with lists where the grammar allows one or many, which servers exchange, and one word for everybody. */
export function normalPolicy({ Statement, ...rest }: PolicyDocument): unknown {
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  return { ...rest, Statement: statements.map(normalStatement) };
}
