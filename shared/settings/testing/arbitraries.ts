import fc from 'fast-check';
import { z } from '../../zod.ts';
import { DOCUMENTS, type SettingDocument, type SettingId } from '../documents.ts';

// Generated documents of settings, made from their schemas: what a schema takes is generated, and nothing else.

const LONGEST_LIST = 3;
const LONGEST_TEXT = 12;
const SCHEMA_LIMIT = 2_147_483_647;

/** Words that mean something to S3, by the name of the property they stand under; random texts would never hit them. */
const WORDS: Record<string, readonly string[]> = {
  AllowedHeaders: ['*', 'x-amz-*'],
  AllowedOrigins: ['*', 'https://*.example.com'],
  Bucket: ['arn:aws:s3:::copies', 'arn:aws:s3:::reports'],
  Events: ['s3:ObjectCreated:*', 's3:ObjectCreated:Put', 's3:ObjectRemoved:*'],
  // One ID for owners and grantees, so that some grants are the owner's own.
  ID: ['75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a'],
  Name: ['prefix', 'suffix', 'Prefix', 'Suffix'],
  SSEAlgorithm: ['AES256', 'aws:kms', 'aws:kms:dsse'],
  StorageClass: ['STANDARD_IA', 'GLACIER'],
  URI: [
    'http://acs.amazonaws.com/groups/global/AllUsers',
    'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
    'http://acs.amazonaws.com/groups/s3/LogDelivery',
  ],
};

function text(schema: z.ZodString, name: string): fc.Arbitrary<string> {
  const longest = Math.min(schema.maxLength ?? LONGEST_TEXT, LONGEST_TEXT);
  const any = fc.string({ minLength: schema.minLength ?? 0, maxLength: longest });
  const words = (WORDS[name] ?? []).filter((word) => schema.safeParse(word).success);
  return words.length === 0 ? any : fc.oneof(fc.constantFrom(...words), any);
}

function wholeNumber(schema: z.ZodNumber): fc.Arbitrary<number> {
  const min = Math.max(schema.minValue ?? 0, -SCHEMA_LIMIT);
  const max = Math.min(schema.maxValue ?? SCHEMA_LIMIT, SCHEMA_LIMIT);
  return fc.oneof(fc.integer({ min, max: Math.min(max, min + 400) }), fc.integer({ min, max }));
}

/** The least and the greatest length that the checks of a list allow. */
function listLengths(schema: z.ZodArray): { minLength: number; maxLength: number } {
  let minLength = 0;
  let maxLength = LONGEST_LIST;
  for (const check of schema.def.checks ?? []) {
    const { def } = check._zod;
    if ('minimum' in def) minLength = Number(def.minimum);
    if ('maximum' in def) maxLength = Math.min(maxLength, Number(def.maximum));
    if ('length' in def) minLength = maxLength = Number(def.length);
  }
  return { minLength, maxLength };
}

function properties(schema: z.ZodObject): fc.Arbitrary<unknown> {
  const entries = Object.entries(schema.shape);
  const required = entries.filter(([, inner]) => !(inner instanceof z.ZodOptional)).map(([name]) => name);
  const model = Object.fromEntries(entries.map(([name, inner]) => [name, arbitraryOf(inner, name)]));
  return fc.record(model, { requiredKeys: required, noNullPrototype: true });
}

/** Values that the schema takes. Throws on a kind of schema that no document has had so far. */
function arbitraryOf(schema: z.core.$ZodType, name: string): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodOptional) return arbitraryOf(schema.unwrap(), name);
  if (schema instanceof z.ZodObject) return properties(schema);
  if (schema instanceof z.ZodArray) return fc.array(arbitraryOf(schema.element, name), listLengths(schema));
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map((option) => arbitraryOf(option, name)));
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return wholeNumber(schema);
  if (schema instanceof z.ZodString) return text(schema, name);
  if (schema instanceof z.ZodISODateTime) {
    const years = { min: new Date('1971-01-01'), max: new Date('2199-01-01'), noInvalidDate: true };
    return fc.date(years).map((date) => date.toISOString());
  }
  if (schema instanceof z.ZodRecord) {
    // JSON can hold a property of this name, but no schema keeps it.
    const names = fc.string({ minLength: 1, maxLength: LONGEST_TEXT }).filter((one) => one !== '__proto__');
    const options = { maxKeys: LONGEST_LIST, noNullPrototype: true };
    return fc.dictionary(names, arbitraryOf(schema.valueType, name), options);
  }
  throw new Error(`no generated values for the schema of ${name}`);
}

/** Documents of one setting, for property-based tests. */
export function documentsOf<S extends SettingId>(setting: S): fc.Arbitrary<SettingDocument<S>> {
  // Made from the schema of this very setting; the compiler cannot follow the index.
  return arbitraryOf(DOCUMENTS[setting], setting) as fc.Arbitrary<SettingDocument<S>>;
}
