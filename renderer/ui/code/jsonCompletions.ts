import { findNodeAtLocation, getLocation, type Node } from 'jsonc-parser';
import { jsonTree, type TextRange } from './readJson.ts';

/** The part of JSON Schema that is read here. */
export type JsonSchema = {
  type?: string | undefined;
  properties?: Record<string, JsonSchema | boolean> | undefined;
  additionalProperties?: JsonSchema | boolean | undefined;
  items?: unknown;
  anyOf?: (JsonSchema | boolean)[] | undefined;
  enum?: unknown[] | undefined;
  const?: unknown;
};

/** What may stand at a place: `label` as it would be in the text, quotes and all. `range`: what it takes the place of. */
export type JsonCompletions = {
  range: TextRange;
  kind: 'name' | 'value';
  options: { label: string; insert: string }[];
};

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A schema that allows several is each of them. */
function alternatives(schema: unknown): JsonSchema[] {
  if (!isSchema(schema)) return [];
  return schema.anyOf ? schema.anyOf.flatMap(alternatives) : [schema];
}

function schemasAt(schema: JsonSchema, path: readonly (string | number)[]): JsonSchema[] {
  return path.reduce<JsonSchema[]>(
    (found, step) =>
      found.flatMap((one) => {
        if (typeof step === 'number') return alternatives(one.items);
        const own = one.properties && Object.hasOwn(one.properties, step) ? one.properties[step] : undefined;
        return alternatives(own ?? one.additionalProperties);
      }),
    alternatives(schema),
  );
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** What is typed so far: the text in quotes the place is in, or the letters before it. */
function typedRange(text: string, offset: number, node: Node | undefined): TextRange {
  const isQuoted = node?.type === 'string' || node?.type === 'property';
  if (isQuoted && offset > node.offset && offset <= node.offset + node.length) {
    return { from: node.offset, to: node.offset + node.length };
  }
  const letters = /[\w$-]*$/.exec(text.slice(0, offset))?.[0].length ?? 0;
  return { from: offset - letters, to: offset };
}

function namesIn(tree: Node | undefined, path: readonly (string | number)[], besides: TextRange): Set<string> {
  const object = tree && findNodeAtLocation(tree, [...path]);
  const names = (object?.children ?? []).flatMap(({ children }) => {
    const name = children?.[0];
    return name && name.offset !== besides.from ? [String(name.value)] : [];
  });
  return new Set(names);
}

function valuesOf(schema: JsonSchema): string[] {
  if (schema.const !== undefined) return [JSON.stringify(schema.const)];
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value));
  if (schema.type === 'boolean') return ['true', 'false'];
  return [];
}

/** A name with what its value begins with. */
function nameWithValue(name: string, schemas: readonly JsonSchema[]): string {
  const [only, ...others] = unique(schemas.map(({ type }) => type ?? ''));
  const value = others.length > 0 ? '' : only === 'object' ? '{}' : only === 'array' ? '[]' : '';
  return `${JSON.stringify(name)}: ${value}`;
}

/** What the schema knows for a place in a JSON text: names that are not there yet, or values. Null: nothing. */
export function jsonCompletions(text: string, offset: number, schema: JsonSchema): JsonCompletions | null {
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  const range = typedRange(text, offset, previousNode);
  if (!isAtPropertyKey) {
    const values = unique(schemasAt(schema, path).flatMap(valuesOf));
    const options = values.map((value) => ({ label: value, insert: value }));
    return options.length > 0 ? { range, kind: 'value', options } : null;
  }
  const above = path.slice(0, -1);
  const there = namesIn(jsonTree(text), above, range);
  const hasColon = /^\s*:/.test(text.slice(range.to));
  const known = unique(schemasAt(schema, above).flatMap(({ properties }) => Object.keys(properties ?? {})));
  const options = known
    .filter((name) => !there.has(name))
    .map((name) => {
      const label = JSON.stringify(name);
      return { label, insert: hasColon ? label : nameWithValue(name, schemasAt(schema, [...above, name])) };
    });
  return options.length > 0 ? { range, kind: 'name', options } : null;
}
