import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  type StorageClass,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { AppError } from '../../../shared/errors.ts';
import { mapConcurrently } from '../concurrency.ts';
import { callError } from './errors.ts';
import { cleanEtag } from './etag.ts';
import type { ObjectAddress, ObjectStore, UploadedPart } from './objectStore.ts';
import type { Send } from './send.ts';
import { ensureTags, percentEncode, readTags, tagsHeader } from './tags.ts';

const GIB = 1024 ** 3;
/** The largest object that CopyObject takes (S3 API Reference, CopyObject). */
export const COPY_OBJECT_LIMIT = 5 * GIB;
/** 5 TiB, the largest object, makes 5,120 such parts; a part is at most 5 GiB. */
export const COPY_PART_SIZE = GIB;
const PARTS_AT_ONCE = 4;

type Deps = {
  send: Send;
  host: string;
  multipart: Pick<ObjectStore, 'completeMultipart' | 'abortMultipart'>;
  limit: number;
  partSize: number;
};

/** The x-amz-copy-source header: every byte of the key percent-encoded but `/` and the unreserved characters. */
export function copySource({ bucket, key, versionId }: ObjectAddress): string {
  const path = `${bucket}/${key}`.split('/').map(percentEncode).join('/');
  return versionId === undefined ? path : `${path}?versionId=${percentEncode(versionId)}`;
}

type Source = Parameters<ObjectStore['copy']>[0];
type Target = Parameters<ObjectStore['copy']>[1];

/** The class to name: all but the standard one, which is what is meant when none is named. */
function keptClass({ storageClass }: Source): StorageClass | undefined {
  // The SDK's type is a list of Amazon's names; the server's own name goes back to it as it came.
  return storageClass === 'STANDARD' ? undefined : (storageClass as StorageClass | undefined);
}

async function copyWhole(deps: Deps, source: Source, target: Target, signal: AbortSignal | undefined) {
  const command = new CopyObjectCommand({
    Bucket: target.bucket,
    Key: target.key,
    CopySource: copySource(source),
    MetadataDirective: 'COPY',
    TaggingDirective: 'COPY',
    StorageClass: keptClass(source),
  });
  const document = { root: 'CopyObjectResult', empty: 'server-error' } as const;
  const output = await deps.send(command, { ...target, document, patient: true, signal });
  const etag = cleanEtag(output.CopyObjectResult?.ETag);
  if (etag === undefined) {
    throw callError('not-s3', 'an answer without an ETag', { host: deps.host, operation: 'CopyObject', ...target });
  }
  return { etag, versionId: output.VersionId ?? null };
}

/** Begins the copy by parts, with all that CopyObject would have carried over by itself. */
async function beginParts(deps: Deps, source: Source, target: Target, signal: AbortSignal | undefined) {
  const { bucket, key, versionId } = source;
  const head = await deps.send(new HeadObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }), {
    bucket,
    key,
    ofObject: true,
    signal,
  });
  const tags = await readTags(deps.send, source, signal);
  const create = new CreateMultipartUploadCommand({
    Bucket: target.bucket,
    Key: target.key,
    CacheControl: head.CacheControl,
    ContentDisposition: head.ContentDisposition,
    ContentEncoding: head.ContentEncoding,
    ContentLanguage: head.ContentLanguage,
    ContentType: head.ContentType,
    Expires: head.Expires,
    Metadata: head.Metadata,
    WebsiteRedirectLocation: head.WebsiteRedirectLocation,
    StorageClass: keptClass(source),
    Tagging: tagsHeader(tags),
  });
  const document = { root: 'InitiateMultipartUploadResult', empty: 'not-s3' } as const;
  const { UploadId: uploadId } = await deps.send(create, { ...target, document, signal });
  if (uploadId === undefined) {
    const place = { host: deps.host, operation: 'CreateMultipartUpload', ...target };
    throw callError('not-s3', 'an answer without an upload id', place);
  }
  return { uploadId, sourceEtag: head.ETag, tags };
}

/** Removes what a failed copy leaves; answers with the error to throw, which says so when that failed too. */
async function afterAbort(deps: Deps, upload: Target & { uploadId: string }, error: unknown): Promise<unknown> {
  try {
    // Not with the copy's signal: it may be what has ended it.
    await deps.multipart.abortMultipart(upload);
    return error;
  } catch (abortError) {
    if (!(error instanceof AppError) || isNotFound(abortError)) return error;
    const details = { ...error.data.details, unfinishedUpload: upload.uploadId };
    return new AppError({ ...error.data, details }, { cause: abortError });
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof AppError && error.data.code === 'not-found';
}

async function copyByParts(deps: Deps, source: Source, target: Target, signal: AbortSignal | undefined) {
  const { uploadId, sourceEtag, tags } = await beginParts(deps, source, target, signal);
  let copied: Awaited<ReturnType<ObjectStore['copy']>>;
  const starts = Array.from({ length: Math.ceil(source.size / deps.partSize) }, (_, index) => index * deps.partSize);
  try {
    const copyPart = async (start: number, index: number, partSignal: AbortSignal): Promise<UploadedPart> => {
      const end = Math.min(start + deps.partSize, source.size) - 1;
      const command = new UploadPartCopyCommand({
        Bucket: target.bucket,
        Key: target.key,
        UploadId: uploadId,
        PartNumber: index + 1,
        CopySource: copySource(source),
        CopySourceRange: `bytes=${start}-${end}`,
        // Parts of two different objects must not become one.
        CopySourceIfMatch: sourceEtag,
      });
      const document = { root: 'CopyPartResult', empty: 'server-error' } as const;
      const { CopyPartResult } = await deps.send(command, { ...target, document, patient: true, signal: partSignal });
      const etag = cleanEtag(CopyPartResult?.ETag);
      const place = { host: deps.host, operation: 'UploadPartCopy', ...target };
      if (etag === undefined) throw callError('not-s3', 'an answer without an ETag', place);
      return { partNumber: index + 1, etag };
    };
    const parts = await mapConcurrently(starts, PARTS_AT_ONCE, copyPart, signal);
    copied = await deps.multipart.completeMultipart({ ...target, uploadId }, parts, signal);
  } catch (error) {
    throw await afterAbort(deps, { ...target, uploadId }, error);
  }
  await ensureTags(deps.send, { ...target, versionId: copied.versionId ?? undefined }, tags, signal);
  return copied;
}

/** Server-side copies; see ObjectStore.copy. */
export function createCopy(deps: Deps): ObjectStore['copy'] {
  return (source, target, signal) =>
    source.size > deps.limit ? copyByParts(deps, source, target, signal) : copyWhole(deps, source, target, signal);
}
