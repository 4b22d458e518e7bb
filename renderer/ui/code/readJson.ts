import { type Node, type ParseError, parseTree } from 'jsonc-parser';

/** A stretch of a text, in UTF-16 units; `to` is not part of it. */
export type TextRange = { from: number; to: number };

export type JsonRead =
  | { value: unknown; failure: null }
  /** The first error, and where; `name` is the one that stands twice in an object. */
  | { value: undefined; failure: { kind: 'not-json' } & TextRange }
  | { value: undefined; failure: { kind: 'repeated'; name: string } & TextRange };

/** JSON as it stands in the standard: no comments, no comma too many. */
export function jsonTree(text: string, errors: ParseError[] = []): Node | undefined {
  return parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
}

function repeatedName(node: Node): Node | null {
  const seen = new Set<unknown>();
  for (const child of node.children ?? []) {
    const name = node.type === 'object' ? child.children?.[0] : undefined;
    if (name && seen.has(name.value)) return name;
    if (name) seen.add(name.value);
    const inner = repeatedName(child);
    if (inner) return inner;
  }
  return null;
}

/** The value of a JSON text. A name that stands twice in one object is an error too: which of the two counts is chance. */
export function readJson(text: string): JsonRead {
  const errors: ParseError[] = [];
  const tree = jsonTree(text, errors);
  const [first] = errors;
  if (first || !tree) {
    const from = first?.offset ?? 0;
    return { value: undefined, failure: { kind: 'not-json', from, to: from + (first?.length ?? 0) } };
  }
  const repeated = repeatedName(tree);
  if (repeated) {
    const { offset, length } = repeated;
    return {
      value: undefined,
      failure: { kind: 'repeated', name: String(repeated.value), from: offset, to: offset + length },
    };
  }
  try {
    return { value: JSON.parse(text), failure: null };
  } catch (error) {
    // What is lenient in one reader and not in the other, as a tab within a text.
    if (error instanceof SyntaxError)
      return { value: undefined, failure: { kind: 'not-json', from: 0, to: text.length } };
    throw error;
  }
}

/** The number of the line, from 1, in which a place of the text is. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
