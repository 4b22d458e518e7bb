import type { DuckDBConnection } from '@duckdb/node-api';
import { onLinesOfItsOwn } from './conditionOf.ts';

/** A node of DuckDB's syntax tree, as json_serialize_sql writes it. */
export type SyntaxNode = Record<string, unknown>;

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What DuckDB's parser makes of a condition: an expression, or a mistake. */
export type Syntax =
  | { kind: 'expression'; expression: SyntaxNode }
  /** `position` as the parser counts: code points from the beginning of the condition. */
  | { kind: 'mistake'; message: string; position: number | null }
  /** It parses, but is not one expression. `beyond`: the first node that is too much. */
  | { kind: 'not-one'; beyond: SyntaxNode | null };

/** As long as one another, so that places are the same in both. */
const BARE = 'SELECT  ';
const IN_PARENTHESES = 'SELECT (';
/** Bytes, and characters, of a statement before the condition in it. */
export const BEFORE_CONDITION = IN_PARENTHESES.length + 1;

const FRAME = onLinesOfItsOwn('true', BARE, '');

type Serialized = { text: string; tree: SyntaxNode };

async function serialize(connection: DuckDBConnection, statements: readonly string[]): Promise<Serialized[]> {
  const calls = statements.map((_, index) => `json_serialize_sql(CAST($${index + 1} AS VARCHAR))::VARCHAR`);
  const prepared = await connection.prepare(`SELECT ${calls.join(', ')}`);
  try {
    for (const [index, statement] of statements.entries()) prepared.bindVarchar(index + 1, statement);
    const [row = []] = (await prepared.runAndReadAll()).getRows();
    return row.map(String).map((text) => ({ text, tree: JSON.parse(text) as SyntaxNode }));
  } finally {
    prepared.destroySync();
  }
}

/** The items of the only statement's SELECT, and the statement without them. */
function takeApart(tree: SyntaxNode): { items: SyntaxNode[]; rest: string } | null {
  const statements = Array.isArray(tree.statements) ? tree.statements : [];
  const [statement] = statements;
  if (statements.length !== 1 || !isNode(statement) || !isNode(statement.node)) return null;
  const { select_list: items, ...node } = statement.node;
  if (!Array.isArray(items)) return null;
  return { items: items.filter(isNode), rest: JSON.stringify({ ...statement, node }) };
}

function mistake(tree: SyntaxNode): Syntax | null {
  if (tree.error === false) return null;
  const position = Number.parseInt(String(tree.position), 10);
  return {
    kind: 'mistake',
    message: String(tree.error_message),
    position: Number.isNaN(position) ? null : position - BEFORE_CONDITION,
  };
}

/**
 * Reads a condition twice, bare and in parentheses: what is one expression parses as both, and as the same. `a) OR (b`
 * does not parse bare, `a FROM t`, `a UNION SELECT b` and `ALL a` not in parentheses, and `a, b` is two items bare.
 * What is around the expression must be what is around `true`.
 */
export async function parseCondition(connection: DuckDBConnection, condition: string): Promise<Syntax> {
  const statements = [onLinesOfItsOwn(condition, BARE, ''), onLinesOfItsOwn(condition, IN_PARENTHESES, ')'), FRAME];
  const [bare, enclosed, frame] = await serialize(connection, statements);
  if (!bare || !enclosed || !frame) throw new Error('json_serialize_sql did not answer');
  const wrong = mistake(bare.tree);
  if (wrong) return wrong;
  const parts = takeApart(bare.tree);
  const [expression, second = null] = parts?.items ?? [];
  if (second) return { kind: 'not-one', beyond: second };
  const wrongEnclosed = mistake(enclosed.tree);
  if (wrongEnclosed) return wrongEnclosed;
  const alone = parts && expression && expression.alias === '' && parts.rest === takeApart(frame.tree)?.rest;
  return alone && bare.text === enclosed.text ? { kind: 'expression', expression } : { kind: 'not-one', beyond: null };
}
