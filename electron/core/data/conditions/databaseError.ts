/**
 * An error of DuckDB. `type`: `Parser`, `Binder`, `Catalog`, `Conversion`, `Permission` ...; empty when it is not known.
 * `position` counts from 0 within the statement, in bytes of UTF-8, but in code points when the type is `Parser`.
 */
export type DatabaseError = { type: string; message: string; position: number | null };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads what DuckDB throws on a connection that is locked down (`errors_as_json`); in other words, its plain message. */
export function databaseError(error: unknown): DatabaseError {
  const message = error instanceof Error ? error.message : String(error);
  const start = message.indexOf('{');
  try {
    const fields: Record<string, unknown> = JSON.parse(message.slice(Math.max(start, 0)));
    const position = Number.parseInt(text(fields.position), 10);
    return {
      type: text(fields.exception_type),
      message: text(fields.exception_message),
      position: Number.isNaN(position) ? null : position,
    };
  } catch (notJson) {
    if (!(notJson instanceof SyntaxError)) throw notJson;
    return { type: '', message, position: null };
  }
}
