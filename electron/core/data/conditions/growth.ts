import { isNode, type SyntaxNode } from './syntax.ts';

/** How many times longer than the longest of its columns and literals a value of a condition may become. */
export const MAX_GROWTH = 64;

const nodesIn = (values: readonly unknown[]): SyntaxNode[] => values.flat().filter(isNode);

/** The text of a literal; null for any other expression. */
function literal(node: SyntaxNode | undefined): string | null {
  const value = node?.class === 'CONSTANT' && isNode(node.value) ? node.value.value : null;
  return typeof value === 'string' ? value : null;
}

/** How much `replace` and `regexp_replace` make of each character; not known (Infinity) unless what they put in is a literal. */
function replacing(name: unknown, [, pattern, replacement]: SyntaxNode[]): number {
  const put = literal(replacement);
  if (put === null) return Number.POSITIVE_INFINITY;
  if (name === 'replace') return Math.max(1, put.length / Math.max(1, literal(pattern)?.length ?? 1));
  // A pattern may fit the empty text before each character, and `\1` stands for as much as was found.
  return 1 + put.length;
}

/**
 * How many times as long as a cell the longest text of an expression can become: `a || a` 2. Bounded, because otherwise
 * `replace(replace(replace(a, 'x', 'xxxxxxxx'), ...` fills all memory with a line of text, unseen by memory_limit.
 */
export function growthOf(node: SyntaxNode): number {
  const parts = nodesIn(Object.values(node));
  const largest = Math.max(1, ...parts.map(growthOf));
  if (node.class !== 'FUNCTION' || !Array.isArray(node.children)) return largest;
  const given = nodesIn(node.children);
  const name = node.function_name;
  if (name === 'replace' || name === 'regexp_replace') return largest * replacing(name, given);
  // Literals side by side are no longer than the condition.
  const sum = given.reduce((total, one) => total + (one.class === 'CONSTANT' ? 0 : growthOf(one)), 0);
  return Math.max(largest, sum);
}
