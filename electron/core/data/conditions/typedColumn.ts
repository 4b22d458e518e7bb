import type { ColumnType } from '../../../../shared/watch/data.ts';

/** A column as a condition sees it. */
export type TypedColumn = {
  name: string;
  type: ColumnType;
  /** DuckDB's type of the column, where the condition is evaluated: `DECIMAL(18,2)`, `TIMESTAMP`. */
  sqlType: string;
  /**
   * SQL for the cell as it stands in the file, for a column whose type is not its text. Without it a cell that is not of
   * its column's type counts as empty, and `contains` looks at the value as DuckDB writes it (`150.1` for `150.10`).
   */
  text?: string | undefined;
};

/** ASCII only, as DuckDB compares names: `Город` and `город` are two columns. */
export const folded = (name: string): string => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** The column of this name: letter for letter, or else by DuckDB's own rule, which takes no notice of ASCII case. */
export function columnNamed<C extends { name: string }>(columns: readonly C[], name: string): C | undefined {
  return (
    columns.find((column) => column.name === name) ?? columns.find((column) => folded(column.name) === folded(name))
  );
}
