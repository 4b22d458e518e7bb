/** What DuckDB may take while it writes Parquet. */
export const PARQUET_MEMORY = '240MB';

const MOST_ROWS = 100_000;
const LEAST_ROWS = 256;
/** Cells of a row group, and bytes of all its dictionaries: they are held in memory. */
const GROUP_CELLS = 500_000;
const DICTIONARY_BYTES = 16 * 1024 * 1024;
const MOST_DICTIONARY = 1024 * 1024;

/**
 * Options of COPY for a file of so many columns. With DuckDB's own row groups 500 columns would take more than
 * PARQUET_MEMORY; with these 2,000 do not.
 */
export function writeOptions(columns: number): string {
  const rows = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, Math.floor(GROUP_CELLS / columns)));
  const dictionary = Math.min(MOST_DICTIONARY, Math.floor(DICTIONARY_BYTES / columns));
  return [
    'FORMAT parquet',
    // Beside the target another file would be written first, which the locks refuse.
    'USE_TMP_FILE false',
    `ROW_GROUP_SIZE ${rows}`,
    "ROW_GROUP_SIZE_BYTES '16MB'",
    `STRING_DICTIONARY_PAGE_SIZE_LIMIT ${dictionary}`,
  ].join(', ');
}
