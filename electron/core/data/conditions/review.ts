import { ALLOWED_CLASSES, ALLOWED_FUNCTIONS, ALLOWED_OPERATORS, ALLOWED_TYPES, MOMENTS } from './allowed.ts';
import { growthOf, MAX_GROWTH } from './growth.ts';
import { isNode, type SyntaxNode } from './syntax.ts';
import { columnNamed, type TypedColumn } from './typedColumn.ts';

/**
 * What a condition has that it may not have. `position`: bytes from the beginning of the statement; null where DuckDB
 * keeps no place for it. `unknown-function`: not on the list; it may not even exist.
 */
export type Finding = {
  kind: 'column' | 'unknown-function' | 'not-allowed';
  name: string;
  position: number | null;
};

/** Deeper than anybody writes; DuckDB itself stops at 1,000. */
const MAX_DEPTH = 250;

/** DuckDB writes 2^64 - 1 for "nowhere". */
function positionOf(node: SyntaxNode): number | null {
  const { query_location: position } = node;
  return typeof position === 'number' && position < 1e9 ? position : null;
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === false || value === '';

/** Names of columns, or of fields of one; a moment as `current_date`. */
function reviewColumn(node: SyntaxNode, columns: readonly TypedColumn[]): Finding | null {
  const names = Array.isArray(node.column_names) ? node.column_names.map(String) : [];
  const [first = '', ...fields] = names;
  if (columnNamed(columns, first)) return null;
  if (fields.length === 0 && MOMENTS.has(first.toLowerCase())) return null;
  return { kind: 'column', name: names.join('.'), position: positionOf(node) };
}

function reviewFunction(node: SyntaxNode, columns: readonly TypedColumn[]): Finding | null {
  const name = String(node.function_name).toLowerCase();
  const at = { name, position: positionOf(node) };
  if (!ALLOWED_FUNCTIONS.has(name)) return { kind: 'unknown-function', ...at };
  const schema = String(node.schema);
  // `city.lower()` has the column for a schema; `main` is where DuckDB itself looks for what stands behind its syntax.
  const ordinary = schema === '' || schema === 'main' || columnNamed(columns, schema) !== undefined;
  const orders = isNode(node.order_bys) ? node.order_bys.orders : null;
  const plain = [node.catalog, node.filter, node.distinct, node.export_state].every(isEmpty);
  const unordered = orders === null || (Array.isArray(orders) && orders.length === 0);
  return ordinary && plain && unordered ? null : { kind: 'not-allowed', ...at };
}

function reviewOne(node: SyntaxNode, columns: readonly TypedColumn[]): Finding | null {
  const refused = (what: unknown): Finding => ({
    kind: 'not-allowed',
    name: String(what).toLowerCase(),
    position: positionOf(node),
  });
  if (!ALLOWED_CLASSES.has(String(node.class))) return refused(node.class);
  if (node.class === 'COLUMN_REF') return reviewColumn(node, columns);
  if (node.class === 'FUNCTION') return reviewFunction(node, columns);
  if (node.class === 'OPERATOR' && !ALLOWED_OPERATORS.has(String(node.type))) return refused(node.type);
  if (node.class === 'CAST') {
    const type = isNode(node.cast_type) ? node.cast_type : {};
    const named = isNode(type.type_info) && typeof type.type_info.name === 'string' ? type.type_info.name : type.id;
    if (!ALLOWED_TYPES.has(String(type.id))) return refused(named);
  }
  return null;
}

function collect(value: unknown, columns: readonly TypedColumn[], depth: number, findings: Finding[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, columns, depth, findings);
    return;
  }
  if (!isNode(value)) return;
  if (depth > MAX_DEPTH) {
    findings.push({ kind: 'not-allowed', name: 'depth', position: positionOf(value) });
    return;
  }
  if ('class' in value) {
    const finding = reviewOne(value, columns);
    if (finding) findings.push(finding);
    if (finding?.kind === 'not-allowed' || value.class === 'CONSTANT') return;
  }
  for (const child of Object.values(value)) collect(child, columns, depth + 1, findings);
}

/** What is wrong with an expression by the lists of allowed.ts, the first in the text; null: nothing. */
export function review(expression: SyntaxNode, columns: readonly TypedColumn[]): Finding | null {
  const findings: Finding[] = [];
  collect(expression, columns, 0, findings);
  const place = (finding: Finding) => finding.position ?? Number.POSITIVE_INFINITY;
  const [first] = findings.sort((a, b) => place(a) - place(b));
  if (first) return first;
  return growthOf(expression) > MAX_GROWTH ? { kind: 'not-allowed', name: 'replace', position: null } : null;
}
