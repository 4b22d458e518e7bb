/** The SDK's schemas are nested lists: kind, namespace, name, traits, and what the kind has (@smithy/types, static-schemas). */
const LIST = 1;
const STRUCTURE = 3;
const OPERATION = 9;

function xmlNameOf(traits: unknown): string | undefined {
  const name: unknown = typeof traits === 'object' && traits !== null ? Reflect.get(traits, 'xmlName') : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** A reference is a schema, a function that gives it, or a pair of it with traits of its own. */
function resolve(reference: unknown): { schema: unknown; xmlName: string | undefined } {
  const isPair = Array.isArray(reference) && typeof reference[1] !== 'string';
  const [inner, traits]: unknown[] = isPair ? reference : [reference, undefined];
  const schema: unknown = typeof inner === 'function' ? inner() : inner;
  return { schema, xmlName: xmlNameOf(traits) };
}

function collect(schema: unknown, names: Set<string>, seen: Set<unknown>): void {
  if (!Array.isArray(schema) || seen.has(schema)) return;
  seen.add(schema);
  const [kind, , , traits, fourth, fifth]: unknown[] = schema;
  const root = xmlNameOf(traits);
  if (root !== undefined) names.add(root);
  if (kind === OPERATION) collect(resolve(fifth).schema, names, seen);
  if (kind === LIST) {
    const { schema: item, xmlName } = resolve(fourth);
    names.add(xmlName ?? 'member');
    collect(item, names, seen);
  }
  if (kind !== STRUCTURE || !Array.isArray(fourth) || !Array.isArray(fifth)) return;
  for (const [index, member] of fourth.entries()) {
    const { schema: inner, xmlName } = resolve(fifth[index]);
    names.add(String(member));
    if (xmlName !== undefined) names.add(xmlName);
    collect(inner, names, seen);
  }
}

/** The names of all XML elements that the SDK reads in the answer to an operation, as of `GetBucketCors$`. */
export function elementNames(operation: unknown): Set<string> {
  const names = new Set<string>();
  collect(operation, names, new Set());
  return names;
}

/** The names of the elements below the root of an XML document that are not among these, each once. */
export function unknownElements(xml: string, known: ReadonlySet<string>): string[] {
  const withoutComments = xml.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '');
  const names = [...withoutComments.matchAll(/<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)/g)].map(
    ([, name]) => name ?? '',
  );
  return [...new Set(names.slice(1))].filter((name) => !known.has(name));
}
