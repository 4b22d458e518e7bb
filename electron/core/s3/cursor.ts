import { type AppError, appError } from '../../../shared/errors.ts';
import type { z } from '../../../shared/zod.ts';

/** Reads back the place in a list that a former page named as its `next`. Throws `invalid-request` for any other text. */
export function parseCursor<T>(schema: z.ZodType<T>, cursor: string | null | undefined): T | null {
  if (cursor === null || cursor === undefined) return null;
  let value: unknown;
  try {
    value = JSON.parse(cursor);
  } catch {
    throw appError('invalid-request', 'this is no place in a list');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw appError('invalid-request', 'this is no place in a list');
  return parsed.data;
}

/** The error of a listing that would go on for ever, as the server gives the same page again. */
export function repeatedPages(bucket: string): AppError {
  return appError('server-error', 'the server repeats the pages of this list', { details: { bucket } });
}
