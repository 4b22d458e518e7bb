import type { DuckDBConnection } from '@duckdb/node-api';
import { AppError } from '../../../../shared/errors.ts';
import type { ConditionProblem, Filter } from '../../../../shared/watch/data.ts';
import { ALLOWED_FUNCTIONS } from './allowed.ts';
import { conditionOf, onLinesOfItsOwn } from './conditionOf.ts';
import { databaseError } from './databaseError.ts';
import { placeOf } from './places.ts';
import { quoteName } from './quoting.ts';
import { type Finding, review } from './review.ts';
import { BEFORE_CONDITION, isNode, parseCondition, type SyntaxNode } from './syntax.ts';
import type { TypedColumn } from './typedColumn.ts';

type Kind = ConditionProblem['kind'];

/** Beyond these a likeness (Jaro-Winkler, 0 to 1) is none. */
const LEAST_LIKENESS = 0.8;
const MOST_CANDIDATES = 3;

const problemOf = (kind: Kind, message: string, more: Partial<ConditionProblem> = {}): ConditionProblem => ({
  message,
  kind,
  name: null,
  candidates: [],
  line: null,
  column: null,
  ...more,
});

/** Line and column of a byte of the statement, null where it is not known. */
function placeAt(condition: string, position: number | null): Partial<ConditionProblem> {
  if (position === null || position < BEFORE_CONDITION) return {};
  return placeOf(condition, position - BEFORE_CONDITION, 'bytes');
}

/** Those of the names that are most like the one that was written. */
async function namesLike(connection: DuckDBConnection, written: string, names: readonly string[]): Promise<string[]> {
  const prepared = await connection.prepare(`
    SELECT name FROM (SELECT unnest(from_json($2, '["VARCHAR"]')) AS name)
    WHERE jaro_winkler_similarity(lower(name), lower($1)) >= ${LEAST_LIKENESS}
    ORDER BY jaro_winkler_similarity(lower(name), lower($1)) DESC, name LIMIT ${MOST_CANDIDATES}`);
  try {
    prepared.bindVarchar(1, written);
    prepared.bindVarchar(2, JSON.stringify(names));
    return (await prepared.runAndReadAll()).getRows().map(([name]) => String(name));
  } finally {
    prepared.destroySync();
  }
}

async function functionExists(connection: DuckDBConnection, name: string): Promise<boolean> {
  const prepared = await connection.prepare('SELECT count(*) > 0 FROM duckdb_functions() WHERE function_name = $1');
  try {
    prepared.bindVarchar(1, name);
    return (await prepared.runAndReadAll()).getRows()[0]?.[0] === true;
  } finally {
    prepared.destroySync();
  }
}

async function problemFound(
  connection: DuckDBConnection,
  condition: string,
  { kind, name, position }: Finding,
  columns: readonly TypedColumn[],
): Promise<ConditionProblem> {
  const at = { name, ...placeAt(condition, position) };
  if (kind === 'not-allowed') return problemOf('not-allowed', `${name} is not allowed in a condition`, at);
  if (kind === 'column') {
    const names = columns.map((column) => column.name);
    const candidates = await namesLike(connection, name, names);
    return problemOf('no-such-column', `There is no column ${name}`, { ...at, candidates });
  }
  if (await functionExists(connection, name)) {
    return problemOf('not-allowed', `The function ${name} is not allowed in a condition`, at);
  }
  const candidates = await namesLike(connection, name, [...ALLOWED_FUNCTIONS]);
  return problemOf('no-such-function', `There is no function ${name}`, { ...at, candidates });
}

/** Of the errors of an expression that has passed the review: those that are about the types of its values. */
const TYPE_ERRORS = new Set(['Binder', 'Conversion', 'Mismatch Type', 'Out of Range']);

/**
 * Has DuckDB bind the condition and evaluate it for a row without values: that shows types that do not fit, and
 * literals that cannot be read as the type they are compared with.
 */
async function problemOfTypes(
  connection: DuckDBConnection,
  condition: string,
  columns: readonly TypedColumn[],
): Promise<ConditionProblem | null> {
  const row = columns.map(({ name, sqlType }) => `CAST(NULL AS ${sqlType}) AS ${quoteName(name)}`);
  const from = row.length === 0 ? '' : ` FROM (SELECT ${row.join(', ')})`;
  try {
    const result = await connection.runAndReadAll(`${onLinesOfItsOwn(condition, 'SELECT (')}${from}`);
    const type = result.columnType(0).toString();
    if (type === 'BOOLEAN') return null;
    return problemOf('not-a-condition', `The condition is ${type}, neither true nor false`, { line: 1, column: 1 });
  } catch (error) {
    const { type, message, position } = databaseError(error);
    return problemOf(TYPE_ERRORS.has(type) ? 'types' : 'other', message, placeAt(condition, position));
  }
}

async function problemOfSql(
  connection: DuckDBConnection,
  condition: string,
  columns: readonly TypedColumn[],
): Promise<ConditionProblem | null> {
  // A statement would end there for DuckDB, but not for what looks at it.
  const end = condition.indexOf('\0');
  if (end >= 0) {
    return problemOf(
      'syntax',
      'A condition has no NUL characters',
      placeOf(condition, [...condition.slice(0, end)].length, 'code points'),
    );
  }
  const syntax = await parseCondition(connection, condition);
  if (syntax.kind === 'mistake') {
    const place = syntax.position === null ? {} : placeOf(condition, syntax.position, 'code points');
    return problemOf('syntax', syntax.message, place);
  }
  if (syntax.kind === 'not-one') {
    const place = syntax.beyond ? placeAt(condition, firstPosition(syntax.beyond)) : {};
    return problemOf('not-a-condition', 'A condition is one expression', place);
  }
  const finding = review(syntax.expression, columns);
  return finding
    ? problemFound(connection, condition, finding, columns)
    : problemOfTypes(connection, condition, columns);
}

/** Where the text of an expression begins, as far as DuckDB tells: an operator's own place is between its operands. */
function firstPosition(node: SyntaxNode): number | null {
  const own = typeof node.query_location === 'number' && node.query_location < 1e9 ? [node.query_location] : [];
  const inner = Object.values(node).flat().filter(isNode).map(firstPosition);
  const known = [...own, ...inner].filter((position) => position !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/**
 * What is wrong with a filter for a file of such columns, null: nothing. A condition in SQL is exactly one expression,
 * true or false for a row by that row alone: allowed.ts says what it may be made of. It cannot read, write or change
 * anything, and is the same when evaluated again.
 *
 * The connection must have been locked down (lockDown.ts), with the files of the data or with none: nothing is read.
 */
export async function checkCondition(
  connection: DuckDBConnection,
  filter: Filter,
  columns: readonly TypedColumn[],
): Promise<ConditionProblem | null> {
  if (filter.kind === 'sql') return problemOfSql(connection, filter.condition, columns);
  try {
    conditionOf(filter, columns);
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message, details } = error.data;
    if (code === 'column-missing') return problemOf('no-such-column', message, { name: details?.column ?? null });
    return problemOf('types', message, { name: details?.name ?? null });
  }
}
