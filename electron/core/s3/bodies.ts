import { Readable, Transform } from 'node:stream';
import { GetObjectCommand, type GetObjectCommandOutput, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { ObjectDetails } from '../../../shared/contract/objects.ts';
import { type CallPlace, callError, toAppError } from './errors.ts';
import { cleanEtag } from './etag.ts';
import type { Integrity } from './integrity.ts';
import type { ObjectRange, ObjectStore } from './objectStore.ts';
import type { Send } from './send.ts';

type Deps = { send: Send; host: string; integrity: Integrity };

export function createHead({ send, host }: Deps): ObjectStore['head'] {
  return async ({ bucket, key, versionId }, signal) => {
    const command = new HeadObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId });
    const output = await send(command, { bucket, key, ofObject: true, signal });
    const etag = cleanEtag(output.ETag) ?? null;
    // A captive portal answers HEAD with 200 as well, but has no such headers.
    const named = etag !== null || output.$metadata.requestId !== undefined;
    if (!output.LastModified || output.ContentLength === undefined || !named) {
      throw callError('not-s3', 'an answer without an object in it', { host, operation: 'HeadObject', bucket, key });
    }
    const details: ObjectDetails = {
      key,
      size: output.ContentLength,
      modified: output.LastModified.toISOString(),
      etag,
      contentType: output.ContentType ?? null,
      cacheControl: output.CacheControl ?? null,
      contentDisposition: output.ContentDisposition ?? null,
      contentEncoding: output.ContentEncoding ?? null,
      // S3 names every class but the standard one (S3 API Reference, HeadObject, x-amz-storage-class).
      storageClass: output.StorageClass ?? 'STANDARD',
      versionId: output.VersionId ?? null,
      metadata: output.Metadata ?? {},
    };
    return details;
  };
}

/** Passes a body on, with its errors as AppErrors; ends with one when it is shorter than was said. */
function checkedBody(source: Readable, length: number, place: CallPlace, signal: AbortSignal | undefined): Readable {
  let received = 0;
  const body = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.byteLength;
      done(null, chunk);
    },
    flush(done) {
      if (received === length) done();
      else done(callError('network', `${received} of ${length} bytes came`, place, { retryable: true }));
    },
  });
  source.on('error', (error) => body.destroy(toAppError(error, place, signal)));
  // The connection may break before anybody reads; who begins to read then gets the error all the same.
  body.on('error', () => undefined);
  body.on('close', () => source.destroy());
  return source.pipe(body);
}

type Span = { start: number; end: number };

/** The size of the whole object, proven by the answer's headers. Throws when the answer is not the asked-for range. */
function provenSize(output: GetObjectCommandOutput, length: number, range: Span | undefined, place: CallPlace): number {
  if (!range) return length;
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(output.ContentRange ?? '');
  if (!match) {
    // The whole object is a right answer when the range was all of it.
    if (range.start === 0 && length === range.end + 1) return length;
    throw callError('unsupported', 'the server ignores ranges', place);
  }
  const [start, end, total] = match.slice(1).map(Number);
  const right = start === range.start && end === Math.min(range.end, (total ?? 0) - 1) && length === end - start + 1;
  if (!right || total === undefined) throw callError('integrity', 'another range than asked for', place);
  return total;
}

export function createGet({ send, host }: Deps): ObjectStore['get'] {
  return async ({ bucket, key, versionId }, request = {}, signal) => {
    const { range, ifMatch } = request;
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      VersionId: versionId,
      Range: range && `bytes=${range.start}-${range.end}`,
      IfMatch: ifMatch === undefined ? undefined : `"${ifMatch}"`,
    });
    const output = await send(command, { bucket, key, ofObject: true, signal });
    const place = { host, operation: 'GetObject', bucket, key };
    const source = output.Body;
    if (!(source instanceof Readable)) throw callError('not-s3', 'an answer without a body', place);
    try {
      const etag = cleanEtag(output.ETag);
      const length = output.ContentLength;
      if (etag === undefined || length === undefined) {
        throw callError('not-s3', 'an answer without ETag or length', place);
      }
      const totalSize = provenSize(output, length, range, place);
      const body = checkedBody(source, length, place, signal);
      const answer: ObjectRange = { body, contentLength: length, totalSize, etag, versionId: output.VersionId ?? null };
      return answer;
    } catch (error) {
      source.destroy();
      throw error;
    }
  };
}

export function createPut({ send, host, integrity }: Deps): ObjectStore['put'] {
  return async ({ bucket, key }, bytes, options, onSent, signal) => {
    const seal = integrity.of(bytes);
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: bytes,
      ContentMD5: seal?.header,
      ContentType: options.contentType,
      Metadata: options.metadata,
    });
    const counted = onSent && { bytes, onSent };
    const output = await send(command, { bucket, key, counted, signal });
    const place = { host, operation: 'PutObject', bucket, key };
    const etag = integrity.provenEtag(output.ETag, seal, output.ServerSideEncryption, place);
    return { etag, versionId: output.VersionId ?? null };
  };
}
