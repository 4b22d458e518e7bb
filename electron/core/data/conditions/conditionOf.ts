import { appError } from '../../../../shared/errors.ts';
import type { Filter } from '../../../../shared/watch/data.ts';
import { comparisonOf } from './comparisonOf.ts';
import { columnNamed, type TypedColumn } from './typedColumn.ts';

/** The user's condition on lines of its own, so that a comment at its end ends there. */
export const onLinesOfItsOwn = (condition: string, before = '(', after = ')'): string =>
  `${before}\n${condition}\n${after}`;

/**
 * A filter as one SQL expression, BOOLEAN or NULL (undecided), to be put where columns have the names and types of
 * `columns`. One written in SQL has to have passed checkCondition for these columns: here nothing is looked at. A row
 * for which it fails (`CAST(city AS INTEGER) > 1` where a cell is no number) is undecided and does not fail the file.
 *
 * Throws AppError `column-missing` (`details.column`) for a comparison with a column that is not there, and
 * `condition-invalid` for one with a value that is not of the column's type.
 */
export function conditionOf(filter: Filter, columns: readonly TypedColumn[]): string {
  if (filter.kind === 'all-rows') return 'true';
  if (filter.kind === 'sql') return onLinesOfItsOwn(filter.condition, 'TRY(');
  const parts = filter.comparisons.map((comparison) => {
    const column = columnNamed(columns, comparison.column);
    if (column) return comparisonOf(column, comparison);
    throw appError('column-missing', `There is no column ${comparison.column}`, {
      details: { column: comparison.column },
    });
  });
  return `(${parts.join(filter.match === 'all' ? ' AND ' : ' OR ')})`;
}
