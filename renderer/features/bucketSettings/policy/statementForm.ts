import type { PolicyStatement } from '../../../../shared/settings/documents/policy.ts';
import { type ConditionForm, readConditions, writeConditions } from './conditions.ts';
import { likeBefore, valuesOf } from './statements.ts';

/** `other`: said in a way that only the JSON shows. */
export type Who = { kind: 'everyone' } | { kind: 'accounts'; values: string[] } | { kind: 'other' };

export type StatementForm = {
  name: string;
  effect: PolicyStatement['Effect'];
  who: Who;
  /** Null: "all but these", which only the JSON shows. */
  actions: string[] | null;
  resources: string[] | null;
  conditions: ConditionForm;
};

function readWho({ Principal, NotPrincipal }: PolicyStatement): Who {
  if (NotPrincipal !== undefined) return { kind: 'other' };
  if (Principal === '*') return { kind: 'everyone' };
  if (Principal === undefined) return { kind: 'accounts', values: [] };
  const { AWS, ...others } = Principal;
  if (AWS === undefined || Object.values(others).some((value) => value !== undefined)) return { kind: 'other' };
  const values = valuesOf(AWS);
  // S3 takes { "AWS": "*" } for everyone too, with and without keys.
  return values.length === 1 && values[0] === '*' ? { kind: 'everyone' } : { kind: 'accounts', values };
}

/** The parts of a statement that the form shows. */
export function readStatement(statement: PolicyStatement): StatementForm {
  return {
    name: statement.Sid ?? '',
    effect: statement.Effect,
    who: readWho(statement),
    actions: statement.NotAction === undefined ? valuesOf(statement.Action) : null,
    resources: statement.NotResource === undefined ? valuesOf(statement.Resource) : null,
    conditions: readConditions(statement),
  };
}

function writeName(statement: PolicyStatement, name: string): PolicyStatement {
  if (name !== '') return { ...statement, Sid: name };
  const { Sid: _gone, ...rest } = statement;
  return rest;
}

function writeWho(statement: PolicyStatement, who: Who): PolicyStatement {
  if (who.kind === 'other') return statement;
  const { NotPrincipal: _gone, ...rest } = statement;
  if (who.kind === 'everyone') return { ...rest, Principal: '*' };
  const before = typeof statement.Principal === 'object' ? statement.Principal.AWS : undefined;
  return { ...rest, Principal: { AWS: likeBefore(before, who.values) } };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Changes of a statement only what the form says otherwise than before. */
export function writeStatement(statement: PolicyStatement, form: StatementForm): PolicyStatement {
  const before = readStatement(statement);
  let next = form.name === before.name ? statement : writeName(statement, form.name);
  if (form.effect !== before.effect) next = { ...next, Effect: form.effect };
  if (!same(form.who, before.who)) next = writeWho(next, form.who);
  if (form.actions && !same(form.actions, before.actions)) {
    const { NotAction: _gone, ...rest } = next;
    next = { ...rest, Action: likeBefore(next.Action, form.actions) };
  }
  if (form.resources && !same(form.resources, before.resources)) {
    const { NotResource: _gone, ...rest } = next;
    next = { ...rest, Resource: likeBefore(next.Resource, form.resources) };
  }
  return writeConditions(next, form.conditions);
}
