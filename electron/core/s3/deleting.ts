import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3';
import { AppError, type ErrorData, isCancelled } from '../../../shared/errors.ts';
import { mapConcurrently } from '../concurrency.ts';
import { meaningOfAnswer } from './errorCodes.ts';
import type { Integrity } from './integrity.ts';
import type { ObjectStore } from './objectStore.ts';
import type { Send } from './send.ts';

type Target = { key: string; versionId?: string | undefined };
type Failure = { key: string; error: ErrorData };

/** Most objects in one DeleteObjects call (S3 API Reference). */
const BATCH = 1000;
const SINGLE_DELETES_AT_ONCE = 16;

/**
 * In a batch the keys stand in XML. That cannot carry most control characters, and readers of it may trim white space:
 * such a key could miss its object, or meet another.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNSAFE_IN_XML = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffd-\uffff]|^\s|\s$/;

/** A batch may be refused though each of its objects could be deleted: then they go one by one. */
const REFUSES_BATCHES = new Set<ErrorData['code']>(['unsupported', 'invalid-request', 'integrity']);

export function createDeleteObject(send: Send): ObjectStore['deleteObject'] {
  return async ({ bucket, key, versionId }, signal) => {
    const command = new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId });
    const output = await send(command, { bucket, key, signal });
    return { deleteMarker: output.DeleteMarker === true };
  };
}

const identity = (key: string | undefined, versionId: string | undefined) => `${key ?? ''}\0${versionId ?? ''}`;

/** Deletes up to 1,000 in one call. `unconfirmed` are those of which the answer says nothing. */
async function deleteBatch(
  send: Send,
  integrity: Integrity,
  bucket: string,
  targets: readonly Target[],
  signal: AbortSignal | undefined,
): Promise<{ failed: Failure[]; unconfirmed: Target[] }> {
  const command = new DeleteObjectsCommand({
    Bucket: bucket,
    // The SDK sends a CRC32 with this call even where checksums are switched off, and many servers know only the MD5.
    ChecksumAlgorithm: integrity.batchChecksum,
    Delete: { Objects: targets.map(({ key, versionId }) => ({ Key: key, VersionId: versionId })) },
  });
  const output = await send(command, { bucket, document: { root: 'DeleteResult', empty: 'not-s3' }, signal });
  const errors = output.Errors ?? [];
  const failed = errors.map((error): Failure => {
    const message = `DeleteObjects: ${error.Code ?? 'no error code'}`;
    return { key: error.Key ?? '', error: { ...meaningOfAnswer(error.Code, 0, false), message, s3Code: error.Code } };
  });
  const answered = new Set([...(output.Deleted ?? []), ...errors].map((entry) => identity(entry.Key, entry.VersionId)));
  return { failed, unconfirmed: targets.filter(({ key, versionId }) => !answered.has(identity(key, versionId))) };
}

/** Deletes many; see ObjectStore.deleteObjects. */
export function createDeleteObjects(send: Send, integrity: Integrity): ObjectStore['deleteObjects'] {
  const deleteObject = createDeleteObject(send);

  const deleteSingly = async (bucket: string, targets: readonly Target[], signal: AbortSignal | undefined) => {
    const failures = await mapConcurrently(
      targets,
      SINGLE_DELETES_AT_ONCE,
      async (target, _index, either): Promise<Failure[]> => {
        try {
          await deleteObject({ bucket, ...target }, either);
          return [];
        } catch (error) {
          if (!(error instanceof AppError) || isCancelled(error)) throw error;
          return [{ key: target.key, error: error.data }];
        }
      },
      signal,
    );
    return failures.flat();
  };

  return async (bucket, targets, signal) => {
    const failed: Failure[] = [];
    const singly = targets.filter(({ key }) => UNSAFE_IN_XML.test(key));
    const inBatches = targets.filter(({ key }) => !UNSAFE_IN_XML.test(key));
    for (let start = 0; start < inBatches.length; start += BATCH) {
      const batch = inBatches.slice(start, start + BATCH);
      try {
        const result = await deleteBatch(send, integrity, bucket, batch, signal);
        failed.push(...result.failed);
        singly.push(...result.unconfirmed);
      } catch (error) {
        if (!(error instanceof AppError) || !REFUSES_BATCHES.has(error.data.code)) throw error;
        singly.push(...batch);
      }
    }
    failed.push(...(await deleteSingly(bucket, singly, signal)));
    return { failed };
  };
}
