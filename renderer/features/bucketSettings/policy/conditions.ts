import type { PolicyStatement } from '../../../../shared/settings/documents/policy.ts';
import { likeBefore } from './statements.ts';

type Condition = PolicyStatement['Condition'];
type Value = NonNullable<Condition>[string][string];

/** `other`: it is set, but to something the form cannot show. */
export type Transport = 'any' | 'https' | 'http' | 'other';

export type ConditionForm = {
  transport: Transport;
  /** Only requests from these addresses; null: set to something the form cannot show. */
  addresses: string[] | null;
  /** Only requests from addresses that are none of these. */
  otherAddresses: string[] | null;
};

const TRANSPORT = { operator: 'Bool', key: 'aws:SecureTransport' } as const;
const ADDRESSES = { operator: 'IpAddress', key: 'aws:SourceIp' } as const;
const OTHER_ADDRESSES = { operator: 'NotIpAddress', key: 'aws:SourceIp' } as const;
const SHOWN = [TRANSPORT, ADDRESSES, OTHER_ADDRESSES];

type Slot = { operator: string; key: string };

/** The name under which the slot's key is written: condition keys do not tell capitals apart (IAM User Guide). */
function nameIn(keys: Record<string, unknown> | undefined, { key }: Slot): string | undefined {
  return Object.keys(keys ?? {}).find((name) => name.toLowerCase() === key.toLowerCase());
}

function valueAt(condition: Condition, slot: Slot): Value | undefined {
  const keys = condition?.[slot.operator];
  const name = nameIn(keys, slot);
  return name === undefined ? undefined : keys?.[name];
}

/** The condition with the value in the slot; without a value the slot goes, and what is empty then with it. */
function withValue(condition: Condition, slot: Slot, value: Value | undefined): Condition {
  const { [slot.operator]: keys = {}, ...operators } = condition ?? {};
  const name = nameIn(keys, slot) ?? slot.key;
  if (value !== undefined) return { ...condition, [slot.operator]: { ...keys, [name]: value } };
  const { [name]: _gone, ...others } = keys;
  if (Object.keys(others).length > 0) return { ...condition, [slot.operator]: others };
  return Object.keys(operators).length > 0 ? operators : undefined;
}

function readTransport(condition: Condition): Transport {
  const value = valueAt(condition, TRANSPORT);
  if (value === undefined) return 'any';
  const only = Array.isArray(value) && value.length === 1 ? value[0] : value;
  const text = String(only).toLowerCase();
  if (text === 'true') return 'https';
  return text === 'false' ? 'http' : 'other';
}

function readTexts(condition: Condition, slot: Slot): string[] | null {
  const value = valueAt(condition, slot);
  if (value === undefined) return [];
  const list = Array.isArray(value) ? value : [value];
  // An empty list says something else than none: no address fits it.
  if (list.length === 0) return null;
  return list.every((one) => typeof one === 'string') ? list : null;
}

/** The conditions of a statement that the form shows. */
export function readConditions({ Condition }: PolicyStatement): ConditionForm {
  return {
    transport: readTransport(Condition),
    addresses: readTexts(Condition, ADDRESSES),
    otherAddresses: readTexts(Condition, OTHER_ADDRESSES),
  };
}

function writeTexts(condition: Condition, slot: Slot, values: string[]): Condition {
  if (values.length === 0) return withValue(condition, slot, undefined);
  const before = valueAt(condition, slot);
  return withValue(condition, slot, likeBefore(typeof before === 'string' ? before : undefined, values));
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Changes of the conditions only what the form says otherwise than before. */
export function writeConditions(statement: PolicyStatement, form: ConditionForm): PolicyStatement {
  const before = readConditions(statement);
  let condition = statement.Condition;
  if (form.transport !== before.transport && form.transport !== 'other') {
    const value = form.transport === 'any' ? undefined : String(form.transport === 'https');
    condition = withValue(condition, TRANSPORT, value);
  }
  if (form.addresses && !same(form.addresses, before.addresses)) {
    condition = writeTexts(condition, ADDRESSES, form.addresses);
  }
  if (form.otherAddresses && !same(form.otherAddresses, before.otherAddresses)) {
    condition = writeTexts(condition, OTHER_ADDRESSES, form.otherAddresses);
  }
  if (condition === statement.Condition) return statement;
  const { Condition: _before, ...rest } = statement;
  return condition ? { ...rest, Condition: condition } : rest;
}

/** The conditions that only the JSON shows, as "StringEquals aws:PrincipalOrgID". */
export function otherConditions(statement: PolicyStatement): string[] {
  const { transport, addresses, otherAddresses } = readConditions(statement);
  const hidden = new Map<Slot, boolean>([
    [TRANSPORT, transport === 'other'],
    [ADDRESSES, addresses === null],
    [OTHER_ADDRESSES, otherAddresses === null],
  ]);
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.keys(keys)
      .filter((key) => {
        const slot = SHOWN.find((one) => one.operator === operator && one.key.toLowerCase() === key.toLowerCase());
        return !slot || hidden.get(slot) === true;
      })
      .map((key) => `${operator} ${key}`),
  );
}
