import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PolicyStatement } from '../../../../shared/settings/documents/policy.ts';
import { documentsOf } from '../../../../shared/settings/testing/arbitraries.ts';
import { otherConditions } from './conditions.ts';
import { readStatement, type StatementForm, writeStatement } from './statementForm.ts';
import { statementsOf, withStatements } from './statements.ts';

const texts = (minLength = 0) => fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength, maxLength: 3 });
const accounts = texts().filter((values) => values.length !== 1 || values[0] !== '*');

/** What a person can enter. */
const forms: fc.Arbitrary<StatementForm> = fc.record({
  name: fc.string({ maxLength: 8 }),
  effect: fc.constantFrom('Allow' as const, 'Deny' as const),
  who: fc.oneof(
    fc.constant({ kind: 'everyone' as const }),
    accounts.map((values) => ({ kind: 'accounts' as const, values })),
  ),
  actions: texts(),
  resources: texts(),
  conditions: fc.record({
    transport: fc.constantFrom('any' as const, 'https' as const, 'http' as const),
    addresses: texts(),
    otherAddresses: texts(),
  }),
});

/** Conditions as the form knows them, among others it does not. */
const conditions: fc.Arbitrary<PolicyStatement['Condition']> = fc.record(
  {
    Bool: fc.constantFrom(
      { 'aws:SecureTransport': 'false' },
      { 'AWS:securetransport': true, 'aws:MultiFactorAuthPresent': 'true' },
    ),
    IpAddress: fc.constantFrom<Record<string, string | (string | number)[]>>(
      { 'aws:SourceIp': '10.0.0.0/8' },
      { 'aws:SourceIp': ['10.0.0.0/8', 7] },
      { 'aws:SourceIp': [], 'aws:VpcSourceIp': '10.1.0.0/16' },
    ),
    StringEquals: fc.constant({ 'aws:PrincipalOrgID': 'o-1' }),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const policies = fc
  .tuple(documentsOf('policy'), fc.option(conditions, { nil: undefined }))
  .map(([policy, Condition]) =>
    Condition
      ? {
          ...policy,
          Statement: Array.isArray(policy.Statement)
            ? policy.Statement.map((one) => ({ ...one, Condition }))
            : { ...policy.Statement, Condition },
        }
      : policy,
  );

test('a policy that is shown and not changed stays as it is', () => {
  fc.assert(
    fc.property(policies, (policy) => {
      const statements = statementsOf(policy).map((one) => writeStatement(one, readStatement(one)));
      expect(withStatements(policy, statements)).toStrictEqual(policy);
    }),
  );
});

test('what is entered is what is shown afterwards', () => {
  fc.assert(
    fc.property(policies, forms, (policy, form) => {
      for (const statement of statementsOf(policy))
        expect(readStatement(writeStatement(statement, form))).toEqual(form);
    }),
  );
});

test('what the form does not show outlives every change', () => {
  fc.assert(
    fc.property(policies, forms, (policy, form) => {
      for (const statement of statementsOf(policy)) {
        const shown = ['aws:securetransport', 'aws:sourceip'];
        const others = otherConditions(statement).filter(
          (one) => !shown.some((key) => one.toLowerCase().endsWith(key)),
        );
        expect(otherConditions(writeStatement(statement, form))).toEqual(expect.arrayContaining(others));
      }
    }),
  );
});

test('one statement on its own stays so, and becomes a list with a second', () => {
  const one: PolicyStatement = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::photos' };
  const policy = { Statement: one };
  expect(withStatements(policy, [{ ...one, Effect: 'Allow' }])).toEqual({ Statement: { ...one, Effect: 'Allow' } });
  expect(withStatements(policy, [one, one])).toEqual({ Statement: [one, one] });
  expect(withStatements(policy, [])).toBeNull();
  expect(withStatements(null, [one])).toEqual({ Version: '2012-10-17', Statement: [one] });
});

test('conditions that only the JSON shows are named', () => {
  const statement: PolicyStatement = {
    Effect: 'Deny',
    Condition: {
      Bool: { 'aws:SecureTransport': 'false', 'aws:MultiFactorAuthPresent': 'false' },
      IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', 7] },
    },
  };
  expect(otherConditions(statement)).toEqual(['Bool aws:MultiFactorAuthPresent', 'IpAddress aws:SourceIp']);
});

test('a statement for another service, or for all but some, is left to the JSON', () => {
  const who = (statement: Partial<PolicyStatement>) => readStatement({ Effect: 'Allow', ...statement }).who.kind;
  expect(who({ Principal: { Service: 'logging.s3.amazonaws.com' } })).toBe('other');
  expect(who({ Principal: { AWS: '1', CanonicalUser: '2' } })).toBe('other');
  expect(who({ NotPrincipal: '*' })).toBe('other');
  expect(who({ Principal: { AWS: '*' } })).toBe('everyone');
  expect(who({ Principal: { AWS: ['*'] } })).toBe('everyone');
});
