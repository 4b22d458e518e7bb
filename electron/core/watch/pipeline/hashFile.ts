import { createHash } from 'node:crypto';
import { AppError, appError } from '../../../../shared/errors.ts';
import type { FileIdentity } from '../../transfers/journal/records.ts';
import { isSourceChange, openSource } from '../../transfers/source.ts';

/** Bytes hashed at a stretch: well under a millisecond, as the window's process does it. */
const SLICE_BYTES = 256 * 1024;

/** An error of reading a source, in the words of watched folders: `source-changed` for what is not what it was. */
export function sourceError(error: unknown): unknown {
  if (!(error instanceof AppError) || !isSourceChange(error)) return error;
  return appError('source-changed', error.data.message, { ...(error.data.details && { details: error.data.details }) });
}

/**
 * The SHA-256 (hex) of a file and what it was from the first byte to the last. Throws `source-changed`, `source-deleted`,
 * `local-denied`, `local-io`, and the signal's reason.
 */
export async function hashFile(
  path: string,
  name: string,
  signal: AbortSignal,
): Promise<{ sha256: string; identity: FileIdentity }> {
  try {
    const source = await openSource(path, name);
    try {
      const hash = createHash('sha256');
      for (let offset = 0; offset < source.size; offset += SLICE_BYTES) {
        signal.throwIfAborted();
        hash.update(await source.read(offset, Math.min(SLICE_BYTES, source.size - offset)));
      }
      await source.assertUnchanged();
      return { sha256: hash.digest('hex'), identity: source.identity };
    } finally {
      await source.close();
    }
  } catch (error) {
    throw sourceError(error);
  }
}
