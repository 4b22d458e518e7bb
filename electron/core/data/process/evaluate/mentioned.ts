import type { DuckDBConnection } from '@duckdb/node-api';
import type { Filter } from '../../../../../shared/watch/data.ts';
import { isNode, parseCondition } from '../../conditions/syntax.ts';
import { columnNamed } from '../../conditions/typedColumn.ts';
import type { TextColumn } from '../text/table.ts';

/** Names of columns in an expression; of `a.b` both, as either may be one. */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (!isNode(value)) return [];
  const own = Array.isArray(value.column_names) ? value.column_names.map(String) : [];
  return [...own, ...Object.values(value).flatMap(namesIn)];
}

/** Numbers of the columns that a filter is about. */
export async function mentionedColumns(
  connection: DuckDBConnection,
  filter: Filter,
  columns: readonly TextColumn[],
): Promise<number[]> {
  if (filter.kind === 'all-rows') return [];
  const names =
    filter.kind === 'comparisons' ? filter.comparisons.map(({ column }) => column) : await namesOf(filter.condition);
  const found = names.map((name) => columnNamed(columns, name)).filter((column) => column !== undefined);
  return [...new Set(found.map((column) => columns.indexOf(column)))];

  async function namesOf(condition: string): Promise<string[]> {
    const syntax = await parseCondition(connection, condition);
    return syntax.kind === 'expression' ? namesIn(syntax.expression) : [];
  }
}
