import type { LoggingDocument } from '../../../../shared/settings/documents/use.ts';
import { hasOthers, withProperty } from '../property.ts';

/** Where the log goes; null: no log is written. */
export type LogTarget = { bucket: string; prefix: string };

export function readLogTarget(document: LoggingDocument | null): LogTarget | null {
  const log = document?.LoggingEnabled;
  return log ? { bucket: log.TargetBucket, prefix: log.TargetPrefix } : null;
}

export function writeLogTarget(document: LoggingDocument | null, target: LogTarget | null): LoggingDocument {
  const log = target
    ? { ...document?.LoggingEnabled, TargetBucket: target.bucket, TargetPrefix: target.prefix }
    : undefined;
  return withProperty(document ?? {}, 'LoggingEnabled', log);
}

export function hasMoreLogging(document: LoggingDocument | null): boolean {
  return hasOthers(document?.LoggingEnabled, ['TargetBucket', 'TargetPrefix']);
}
