import { quoteName } from '../../conditions/quoting.ts';
import { folded, type TypedColumn } from '../../conditions/typedColumn.ts';
import type { TextColumn } from '../text/table.ts';
import { STYLES, type Style } from '../types/styles.ts';

/** How a column is compared: as text while nothing tells more. */
export const styleOrText = ({ style }: TextColumn): Style => style ?? 'text';

/** A beginning that no name has. */
function freePrefix(columns: readonly TextColumn[]): string {
  let prefix = 'text of ';
  while (columns.some(({ name }) => folded(name).startsWith(prefix))) prefix = `the ${prefix}`;
  return prefix;
}

/** The columns as a condition sees them; a type that is given for one of them comes before that of its style. */
export function typedColumns(
  columns: readonly TextColumn[],
  types: ReadonlyMap<number, string> = new Map(),
): TypedColumn[] {
  const prefix = freePrefix(columns);
  return columns.map((column, index) => {
    const { type, sqlType } = STYLES[styleOrText(column)];
    const text = sqlType === 'VARCHAR' ? undefined : quoteName(`${prefix}${index}`);
    return { name: column.name, type, sqlType: types.get(index) ?? sqlType, text };
  });
}
