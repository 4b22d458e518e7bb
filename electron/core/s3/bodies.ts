import { Readable, Transform } from 'node:stream';
import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { ObjectDetails } from '../../../shared/contract/objects.ts';
import { type CallPlace, callError, toAppError } from './errors.ts';
import { cleanEtag } from './etag.ts';
import type { Integrity } from './integrity.ts';
import type { ObjectAddress, ObjectChecksum, ObjectRange, ObjectStore } from './objectStore.ts';
import type { Send } from './send.ts';

type Deps = { send: Send; host: string; integrity: Integrity };

type HeadOptions = { ChecksumMode?: 'ENABLED'; PartNumber?: number };

function createLook({ send, host }: Deps) {
  return async ({ bucket, key, versionId }: ObjectAddress, options: HeadOptions, signal: AbortSignal | undefined) => {
    const command = new HeadObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId, ...options });
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
    return { details, output };
  };
}

/** Those that can be computed without code of our own. Without a type, one of parts has their number at its end. */
function checksumsOf(output: HeadObjectCommandOutput): ObjectChecksum[] {
  const given = [
    ['sha256', output.ChecksumSHA256],
    ['sha1', output.ChecksumSHA1],
    ['crc32', output.ChecksumCRC32],
  ] as const;
  return given.flatMap(([algorithm, value]) => {
    if (!value) return [];
    const base64 = value.replace(/-\d+$/, '');
    return { algorithm, base64, ofParts: output.ChecksumType === 'COMPOSITE' || base64 !== value };
  });
}

export function createHeads(deps: Deps): Pick<ObjectStore, 'head' | 'headChecksums' | 'headPart'> {
  const look = createLook(deps);
  return {
    head: async (address, signal) => (await look(address, {}, signal)).details,
    async headChecksums(address, signal) {
      const { details, output } = await look(address, { ChecksumMode: 'ENABLED' }, signal);
      return { details, checksums: checksumsOf(output) };
    },
    async headPart(address, partNumber, signal) {
      const { details, output } = await look(address, { PartNumber: partNumber }, signal);
      // A server that does not know of parts answers with the whole object.
      return output.PartsCount === undefined ? null : { size: details.size };
    },
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

/**
 * The length of the answer and the size of the whole object, proven by the headers; an answer in chunks tells no length.
 * Throws when it is not the asked-for range.
 */
function provenLength(
  output: GetObjectCommandOutput,
  { range, size }: { range?: Span | undefined; size?: number | undefined },
  place: CallPlace,
): { length: number; total: number } {
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(output.ContentRange ?? '');
  if (range && match) {
    const [start = -1, end = -1, total = -1] = match.slice(1).map(Number);
    const length = output.ContentLength ?? end - start + 1;
    const right = start === range.start && end === Math.min(range.end, total - 1) && length === end - start + 1;
    if (!right) throw callError('integrity', 'another range than asked for', place);
    return { length, total };
  }
  const length = output.ContentLength ?? size;
  // The whole object is a right answer when the range was all of it.
  if (range && !(range.start === 0 && length === range.end + 1)) {
    throw callError('unsupported', 'the server ignores ranges', place);
  }
  if (length === undefined) throw callError('not-s3', 'an answer without a length', place);
  return { length, total: length };
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
      if (etag === undefined) throw callError('not-s3', 'an answer without an ETag', place);
      const { length, total: totalSize } = provenLength(output, request, place);
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
    const output = await send(command, { bucket, key, counted, once: options.once, signal });
    const place = { host, operation: 'PutObject', bucket, key };
    const etag = integrity.provenEtag(output.ETag, seal, output.ServerSideEncryption, place);
    return { etag, versionId: output.VersionId ?? null };
  };
}
