import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  AbortMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

/** A client of a test server that has nothing to do with Stave: what it reads is what the server has. */
export function createTestClient(server: {
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}): S3Client {
  return new S3Client({
    endpoint: server.endpoint,
    region: server.region,
    forcePathStyle: true,
    credentials: { accessKeyId: server.accessKeyId, secretAccessKey: server.secretAccessKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    expectContinueHeader: false,
  });
}

/** SHA-256 of bytes, in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** SHA-256 of an object as the server gives it, read as a stream. */
export async function objectSha256(s3: S3Client, bucket: string, key: string, versionId?: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
  if (!Body) throw new Error(`no body for ${key}`);
  const hash = createHash('sha256');
  for await (const chunk of Body as AsyncIterable<Uint8Array>) hash.update(chunk);
  return hash.digest('hex');
}

export async function putObject(s3: S3Client, bucket: string, key: string, body: string | Uint8Array): Promise<string> {
  const { VersionId } = await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: Buffer.from(body) }));
  return VersionId ?? '';
}

/** Puts a file by its path, in one request. */
export async function putFile(s3: S3Client, bucket: string, key: string, path: string): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: await readFile(path) }));
}

/** Multipart uploads that were begun and neither completed nor aborted. */
export async function openMultipartUploads(s3: S3Client, bucket: string): Promise<string[]> {
  const { Uploads } = await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  return (Uploads ?? []).map((upload) => upload.Key ?? '');
}

/** All versions and delete markers of a bucket; ETags without quotes, null of markers. */
export async function allVersions(s3: S3Client, bucket: string) {
  const found: { key: string; versionId: string; etag: string | null; marker: boolean; current: boolean }[] = [];
  let page: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
  for (;;) {
    const answer = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, ...page }));
    for (const [list, marker] of [
      [answer.Versions ?? [], false],
      [answer.DeleteMarkers ?? [], true],
    ] as const) {
      for (const it of list) {
        const etag = 'ETag' in it && it.ETag ? it.ETag.replaceAll('"', '') : null;
        found.push({ key: it.Key ?? '', versionId: it.VersionId ?? '', etag, marker, current: it.IsLatest === true });
      }
    }
    if (!answer.IsTruncated) return found;
    page = { KeyMarker: answer.NextKeyMarker, VersionIdMarker: answer.NextVersionIdMarker };
  }
}

/** Removes a bucket with everything in it: unfinished uploads, versions, markers. */
export async function emptyAndDeleteBucket(s3: S3Client, bucket: string): Promise<void> {
  const { Uploads } = await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  for (const { Key, UploadId } of Uploads ?? []) {
    await s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
  }
  for (const { key, versionId } of await allVersions(s3, bucket)) {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
  }
  await s3.send(new DeleteBucketCommand({ Bucket: bucket }));
}
