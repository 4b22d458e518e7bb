import type { Filter, Operator } from '../../../../../shared/watch/data.ts';
import { columnNamed } from '../../conditions/typedColumn.ts';
import type { TextColumn } from '../text/table.ts';
import { kindOf } from './kinds.ts';
import { styleOf } from './styles.ts';

const BY_SIZE: ReadonlySet<Operator> = new Set(['greater', 'greater-or-equal', 'less', 'less-or-equal']);

/**
 * The columns as a filter made by hand takes them. `amount > 100` compares numbers in every file, also in one whose
 * amounts are all empty or wrong: as texts they would come after `100`, and be kept.
 */
export function expectedStyles(columns: readonly TextColumn[], filter: Filter): TextColumn[] {
  const expected = [...columns];
  if (filter.kind !== 'comparisons') return expected;
  for (const { column: name, operator, value } of filter.comparisons) {
    const column = columnNamed(columns, name);
    if (!column || !BY_SIZE.has(operator) || !value.trim()) continue;
    if (column.style !== null && column.style !== 'text') continue;
    const style = styleOf({ [kindOf(value)]: 1 }) ?? column.style;
    expected[columns.indexOf(column)] = { ...column, style };
  }
  return expected;
}
