import { columnNamed } from '../conditions/typedColumn.ts';
import { columnMissing } from './problems.ts';

/** The numbers of the columns that are kept, in the file's own order; null for all. Throws `column-missing`. */
export function keptColumns(columns: readonly { name: string }[], wanted: readonly string[] | null): number[] | null {
  if (wanted === null) return null;
  const kept = new Set(
    wanted.map((name) => {
      const column = columnNamed(columns, name);
      if (!column) throw columnMissing(name);
      return columns.indexOf(column);
    }),
  );
  return kept.size === columns.length ? null : [...kept].sort((a, b) => a - b);
}
