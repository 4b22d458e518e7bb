import { type AppError, appError } from '../../../../shared/errors.ts';
import type { SettingId } from '../../../../shared/settings/documents.ts';
import type { Problem } from '../../../../shared/settings/problems.ts';

/** The server says something else by now than what the change was made from. */
export function changedError(setting: SettingId, bucket: string): AppError {
  return appError('setting-changed', `${setting}: the server says something else by now`, {
    details: { bucket, setting },
  });
}

/** The server has no such setting; `by` is how it has just said so. */
export function absentError(setting: SettingId, bucket: string, by?: AppError): AppError {
  const { s3Code, status, requestId } = by?.data ?? {};
  return appError('setting-absent', `${setting}: not on this server`, {
    s3Code,
    status,
    requestId,
    details: { bucket, setting },
  });
}

/** The document has this problem. `details`: the problem's code, the path with dots, and the values of its sentence. */
export function invalidError(setting: SettingId, { code, path, values = {} }: Omit<Problem, 'severity'>): AppError {
  const texts = Object.entries(values).map(([name, value]) => [name, String(value)]);
  return appError('setting-invalid', `${setting}: ${code} at ${path.join('.') || 'its root'}`, {
    details: { ...Object.fromEntries(texts), setting, problem: code, path: path.join('.') },
  });
}
