import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, ListMultipartUploadsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { S3Connection } from '../s3/connection.ts';

/** A client that shares nothing with the program but the server. */
export function independentClient(connection: S3Connection): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey } = connection;
  return new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    // MinIO would keep a checksum with each object, and the ETag would never be needed as a proof.
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
}

export type ReadObject = { size: number; sha256: string; contentType: string | undefined };

/** Reads a whole object and answers with its SHA-256 (hex). */
export async function readObject(client: S3Client, bucket: string, key: string): Promise<ReadObject> {
  const { Body: body, ContentType: contentType } = await client.send(
    new GetObjectCommand({ Bucket: bucket, Key: key }),
  );
  if (!(body instanceof Readable)) throw new Error('an object without a body');
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of body) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: hash.digest('hex'), contentType };
}

/** The keys below a prefix, at most 1,000. */
export async function listKeys(client: S3Client, bucket: string, prefix = ''): Promise<string[]> {
  const { Contents: contents } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
  return (contents ?? []).map(({ Key: key }) => key ?? '');
}

/** The keys of unfinished multipart uploads. */
export async function unfinishedUploads(client: S3Client, bucket: string): Promise<string[]> {
  const { Uploads: uploads } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  return (uploads ?? []).map(({ Key: key }) => key ?? '');
}
