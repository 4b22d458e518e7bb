import type { Readable } from 'node:stream';
import type { BucketSummary } from '../../../shared/contract/buckets.ts';
import type { ObjectDetails, ObjectEntry, VersioningStatus } from '../../../shared/contract/objects.ts';
import type { ObjectVersion } from '../../../shared/contract/versions.ts';
import type { Presign } from './presigning.ts';
import type { Send } from './send.ts';

/** Where an object is; with a versionId, that version of it. */
export type ObjectAddress = { bucket: string; key: string; versionId?: string | undefined };

/** One page of ListObjectsV2 (or V1 where the server has only that). Keys arrive decoded, exactly as stored. */
export type ListPage = { objects: ObjectEntry[]; prefixes: string[]; next: string | null };

/** One page of ListObjectVersions. */
export type VersionsPage = { versions: ObjectVersion[]; prefixes: string[]; next: string | null };

/**
 * What an upload sets on an object. `once`: when a kept connection is closed before the answer, the request fails rather
 * than being sent again: the server may have carried it out, and would make another version.
 */
export type PutOptions = {
  contentType?: string | undefined;
  metadata?: Record<string, string> | undefined;
  once?: boolean | undefined;
};

/**
 * Bytes of a body as they leave for the network; called with each slice's size (at most 64 KiB). When it answers with a
 * promise, the next slice waits for that; one that rejects ends the call.
 */
export type OnSent = (bytes: number) => void | Promise<void>;

/** `crc32` (base64) is what a server that keeps checksums answered with: completing the upload needs it again. */
export type UploadedPart = { partNumber: number; etag: string; crc32?: string | undefined };

/** A checksum that the server keeps of an object, in base64. `ofParts`: it is made of those of its parts, in their order. */
export type ObjectChecksum = { algorithm: 'sha256' | 'sha1' | 'crc32'; base64: string; ofParts: boolean };

/** A range of an object as it arrives. `totalSize` is the whole object's; the body must be read to its end or destroyed. */
export type ObjectRange = {
  body: Readable;
  contentLength: number;
  totalSize: number;
  etag: string;
  versionId: string | null;
};

/**
 * The S3 operations the program is built on, one server behind it. Every method throws AppError, takes a signal, and
 * proves its success by the response (an ETag on writes, 206 with the right Content-Range on ranges, a real list
 * document on lists): a captive portal answers 200 too.
 */
export type ObjectStore = {
  listBuckets(signal?: AbortSignal): Promise<BucketSummary[]>;
  headBucket(bucket: string, signal?: AbortSignal): Promise<void>;
  createBucket(bucket: string, region: string | undefined, signal?: AbortSignal): Promise<void>;
  /** Throws `bucket-not-empty` while anything is in it. */
  deleteBucket(bucket: string, signal?: AbortSignal): Promise<void>;

  /** One page (at most 1,000) below `prefix`; with `delimiter` one level only. `cursor` is the former page's `next`. */
  listPage(
    request: { bucket: string; prefix: string; delimiter?: '/' | undefined; cursor?: string | null | undefined },
    signal?: AbortSignal,
  ): Promise<ListPage>;
  listVersionsPage(
    request: { bucket: string; prefix: string; delimiter?: '/' | undefined; cursor?: string | null | undefined },
    signal?: AbortSignal,
  ): Promise<VersionsPage>;

  /** HeadObject. Throws `not-found` when there is none. */
  head(address: ObjectAddress, signal?: AbortSignal): Promise<ObjectDetails>;
  /** HeadObject with the checksums that the server keeps. Servers that do not know these refuse the call, or tell of none. */
  headChecksums(
    address: ObjectAddress,
    signal?: AbortSignal,
  ): Promise<{ details: ObjectDetails; checksums: ObjectChecksum[] }>;
  /** Bytes of one part of an object that was uploaded in parts; null where the server does not tell. */
  headPart(address: ObjectAddress, partNumber: number, signal?: AbortSignal): Promise<{ size: number } | null>;
  /**
   * GetObject of bytes [start, end] (inclusive), or the whole when no range is given; `ifMatch` an ETag without quotes
   * (throws `changed` on 412). Throws `unsupported` when the server ignores the range. `size`: that of the whole object
   * as the caller knows it, for answers that do not say how long they are.
   */
  get(
    address: ObjectAddress,
    request?: {
      range?: { start: number; end: number } | undefined;
      ifMatch?: string | undefined;
      size?: number | undefined;
    },
    signal?: AbortSignal,
  ): Promise<ObjectRange>;

  put(
    address: { bucket: string; key: string },
    body: Uint8Array,
    options: PutOptions,
    onSent?: OnSent,
    signal?: AbortSignal,
  ): Promise<{ etag: string; versionId: string | null }>;

  createMultipart(
    address: { bucket: string; key: string },
    options: PutOptions,
    signal?: AbortSignal,
  ): Promise<{ uploadId: string }>;
  /** `md5` (hex) is that of the bytes that were sent. */
  uploadPart(
    address: { bucket: string; key: string; uploadId: string; partNumber: number },
    body: Uint8Array,
    onSent?: OnSent,
    signal?: AbortSignal,
  ): Promise<UploadedPart & { md5: string }>;
  completeMultipart(
    address: { bucket: string; key: string; uploadId: string },
    parts: readonly UploadedPart[],
    signal?: AbortSignal,
  ): Promise<{ etag: string; versionId: string | null }>;
  abortMultipart(address: { bucket: string; key: string; uploadId: string }, signal?: AbortSignal): Promise<void>;
  /** Throws `not-found` (NoSuchUpload) when the upload is gone. */
  listParts(
    address: { bucket: string; key: string; uploadId: string },
    signal?: AbortSignal,
  ): Promise<(UploadedPart & { size: number })[]>;
  listMultipartUploads(
    request: { bucket: string; prefix: string },
    signal?: AbortSignal,
  ): Promise<{ key: string; uploadId: string; initiated: string }[]>;

  /**
   * Server-side copy with metadata, headers and tags kept; by parts above 5 GiB. Size in bytes of the source must be
   * known. The storage class is kept when it is given, and the standard one otherwise.
   */
  copy(
    source: ObjectAddress & { size: number; storageClass?: string | undefined },
    target: { bucket: string; key: string },
    signal?: AbortSignal,
  ): Promise<{ etag: string; versionId: string | null }>;

  /** Deletes one object, or one version for ever when a versionId is given. */
  deleteObject(address: ObjectAddress, signal?: AbortSignal): Promise<{ deleteMarker: boolean }>;
  /** Deletes up to 1,000 at once; falls back to one by one where the server refuses the batch. Answers with those that failed. */
  deleteObjects(
    bucket: string,
    targets: readonly { key: string; versionId?: string | undefined }[],
    signal?: AbortSignal,
  ): Promise<{ failed: { key: string; error: import('../../../shared/errors.ts').ErrorData }[] }>;

  /** Throws `unsupported` where the server has no versioning. */
  getVersioning(bucket: string, signal?: AbortSignal): Promise<{ status: VersioningStatus; mfaDelete: boolean }>;

  /** A link or a form that does one thing with the rights of the connection's keys; asks the server only where the bucket is. */
  presign: Presign;

  /** Sends any other command: for operations that only one feature uses. Name its bucket, by which its region is found. */
  send: Send;

  /** Closes idle sockets. */
  close(): void;
};
