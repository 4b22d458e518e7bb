/** A name as an SQL identifier, whatever is in it. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text as an SQL literal. Backslashes mean nothing in it. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
