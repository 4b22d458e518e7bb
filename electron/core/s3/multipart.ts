import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { callError } from './errors.ts';
import { cleanEtag, md5Of } from './etag.ts';
import type { Integrity } from './integrity.ts';
import { decodeName, encodeNames } from './names.ts';
import type { ObjectStore, UploadedPart } from './objectStore.ts';
import type { Send } from './send.ts';

type Multipart = Pick<
  ObjectStore,
  'createMultipart' | 'uploadPart' | 'completeMultipart' | 'abortMultipart' | 'listParts' | 'listMultipartUploads'
>;

type Deps = { send: Send; host: string; integrity: Integrity; head: ObjectStore['head'] };

/** The steps of a multipart upload, one call each. */
export function createMultipartCalls({ send, host, integrity, head }: Deps): Multipart {
  return {
    async createMultipart({ bucket, key }, options, signal) {
      const command = new CreateMultipartUploadCommand({
        Bucket: bucket,
        Key: key,
        ContentType: options.contentType,
        Metadata: options.metadata,
        ChecksumAlgorithm: integrity.partChecksum,
      });
      const document = { root: 'InitiateMultipartUploadResult', empty: 'not-s3' } as const;
      const output = await send(command, { bucket, key, document, signal });
      if (!output.UploadId) {
        const place = { host, operation: 'CreateMultipartUpload', bucket, key };
        throw callError('not-s3', 'an answer without an upload id', place);
      }
      return { uploadId: output.UploadId };
    },

    async uploadPart({ bucket, key, uploadId, partNumber }, bytes, onSent, signal) {
      const seal = integrity.of(bytes);
      const command = new UploadPartCommand({
        Bucket: bucket,
        Key: key,
        UploadId: uploadId,
        PartNumber: partNumber,
        Body: bytes,
        ContentMD5: seal?.header,
      });
      const output = await send(command, { bucket, key, counted: onSent && { bytes, onSent }, signal });
      const place = { host, operation: 'UploadPart', bucket, key };
      const etag = integrity.provenEtag(output.ETag, seal, output.ServerSideEncryption, place);
      return { partNumber, etag, crc32: output.ChecksumCRC32, md5: seal?.hex ?? md5Of(bytes).hex };
    },

    async completeMultipart({ bucket, key, uploadId }, parts, signal) {
      const inOrder = parts.toSorted((a, b) => a.partNumber - b.partNumber);
      const listed = inOrder.map(({ partNumber, etag, crc32 }) => ({
        PartNumber: partNumber,
        ETag: `"${etag}"`,
        ChecksumCRC32: crc32,
      }));
      const command = new CompleteMultipartUploadCommand({
        Bucket: bucket,
        Key: key,
        UploadId: uploadId,
        MultipartUpload: { Parts: listed },
      });
      const document = { root: 'CompleteMultipartUploadResult', empty: 'server-error' } as const;
      const output = await send(command, { bucket, key, document, patient: true, signal });
      if (output.ETag) return { etag: cleanEtag(output.ETag) ?? '', versionId: output.VersionId ?? null };
      // Ceph RGW 16 completes the upload, and says so, with an empty ETag and no version.
      const { etag, versionId } = await head({ bucket, key }, signal);
      if (etag === null) {
        const place = { host, operation: 'CompleteMultipartUpload', bucket, key };
        throw callError('not-s3', 'an answer without an ETag', place);
      }
      return { etag, versionId };
    },

    async abortMultipart({ bucket, key, uploadId }, signal) {
      await send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId }), {
        bucket,
        key,
        signal,
      });
    },

    async listParts({ bucket, key, uploadId }, signal) {
      const document = { root: 'ListPartsResult', empty: 'not-s3' } as const;
      const parts: (UploadedPart & { size: number })[] = [];
      let marker: string | undefined;
      for (;;) {
        const command = new ListPartsCommand({
          Bucket: bucket,
          Key: key,
          UploadId: uploadId,
          PartNumberMarker: marker,
        });
        const output = await send(command, { bucket, key, document, signal });
        for (const part of output.Parts ?? []) {
          parts.push({
            partNumber: part.PartNumber ?? 0,
            etag: cleanEtag(part.ETag) ?? '',
            size: part.Size ?? 0,
            crc32: part.ChecksumCRC32,
          });
        }
        const next = output.NextPartNumberMarker;
        if (output.IsTruncated !== true || next === undefined || next === marker) return parts;
        marker = next;
      }
    },

    async listMultipartUploads({ bucket, prefix }, signal) {
      const document = { root: 'ListMultipartUploadsResult', empty: 'unsupported' } as const;
      const uploads: { key: string; uploadId: string; initiated: string }[] = [];
      let keyMarker: string | undefined;
      let uploadIdMarker: string | undefined;
      for (;;) {
        const command = new ListMultipartUploadsCommand({
          Bucket: bucket,
          Prefix: prefix,
          KeyMarker: keyMarker,
          UploadIdMarker: uploadIdMarker,
        });
        const output = await send(command, { bucket, document, rewrite: encodeNames, signal });
        for (const upload of output.Uploads ?? []) {
          const initiated = (upload.Initiated ?? new Date(0)).toISOString();
          uploads.push({ key: decodeName(upload.Key), uploadId: upload.UploadId ?? '', initiated });
        }
        const nextKey = decodeName(output.NextKeyMarker);
        const nextId = decodeName(output.NextUploadIdMarker);
        if (output.IsTruncated !== true || nextKey === '' || (nextKey === keyMarker && nextId === uploadIdMarker)) {
          return uploads;
        }
        keyMarker = nextKey;
        uploadIdMarker = nextId;
      }
    },
  };
}
