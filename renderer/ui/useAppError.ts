import type { i18n, TOptions } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError, type ErrorData } from '../../shared/errors.ts';

/** Details that have a sentence of their own naming them, as `errors.network-refused_host`. */
const NAMED_DETAILS = ['bucket', 'column', 'host', 'path', 'region'] as const;

/** What was thrown, as data; what is no AppError is a fault of Stave itself. */
export function errorData(error: unknown): ErrorData {
  if (error instanceof AppError) return error.data;
  return { code: 'internal', message: error instanceof Error ? error.message : String(error), retryable: false };
}

/**
 * The sentence for an error: what happened and what to do. A reason told in the details has a sentence of its own, as
 * `errors.data-malformed_ragged`; else it names the bucket, host or path when that is known.
 */
export function errorText(texts: i18n, data: ErrorData): string {
  // Typed so, as values that could only be texts would be taken for a context of the key.
  const details: Record<string, string | number> = data.details ?? {};
  const named = [details.reason, ...NAMED_DETAILS.filter((name) => details[name])].find(
    (name) => name && texts.exists(`errors.${data.code}_${name}`),
  );
  const values: TOptions = { replace: details, ...(named ? { context: named } : {}) };
  return texts.t(`errors.${data.code}`, values);
}

export type ShownError = { text: string; data: ErrorData };

/** Gives the function that turns anything thrown into its sentence in the user's language, and its data. */
export function useAppError(): (error: unknown) => ShownError {
  const { i18n: texts } = useTranslation();
  return useCallback(
    (error) => {
      const data = errorData(error);
      return { text: errorText(texts, data), data };
    },
    [texts],
  );
}
