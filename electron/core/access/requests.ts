import { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { ProbeWho } from '../../../shared/contract/access.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Send } from '../s3/send.ts';
import { type Outcome, outcomeOf, unproven } from './outcome.ts';

/** Somebody who asks: with the connection's keys, or without any. */
export type Asker = { who: ProbeWho; send: Send };

type Address = { bucket: string; key: string };

const PROBE_BODY = Buffer.from('Written to find out whether it may be, and removed again.\n');

/** One byte of an object. 404 is an outcome of its own: there is nothing to read. */
export async function read({ who, send }: Asker, { bucket, key }: Address, signal: AbortSignal): Promise<Outcome> {
  const command = new GetObjectCommand({ Bucket: bucket, Key: key, Range: 'bytes=0-0' });
  const ask = async () => {
    try {
      const output = await send(command, { bucket, key, signal, ofObject: true });
      if (output.Body instanceof Readable) output.Body.destroy();
      const status = output.$metadata.httpStatusCode;
      if (output.ETag === undefined) throw unproven('GetObject', status);
      return { status };
    } catch (error) {
      // An empty object has no first byte: who hears that may read it.
      if (error instanceof AppError && error.data.status === 416) return { status: 416 };
      throw error;
    }
  };
  return outcomeOf(who, ask());
}

/** One key at most of those that begin with the prefix. */
export async function list(
  { who, send }: Asker,
  bucket: string,
  prefix: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 });
  const document = { root: 'ListBucketResult', empty: 'not-s3' } as const;
  const ask = async () => {
    const output = await send(command, { bucket, document, signal });
    return { status: output.$metadata.httpStatusCode };
  };
  return outcomeOf(who, ask());
}

// What writes takes no signal: broken off, it might still be carried out, and nobody would know what it has made.

/** Puts a few bytes under a key. */
export async function write({ who, send }: Asker, { bucket, key }: Address): Promise<Outcome> {
  const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body: PROBE_BODY, ContentType: 'text/plain' });
  const ask = async () => {
    const output = await send(command, { bucket, key });
    const status = output.$metadata.httpStatusCode;
    if (output.ETag === undefined) throw unproven('PutObject', status);
    return { status, versionId: output.VersionId };
  };
  return outcomeOf(who, ask());
}

/** Deletes an object, or a version for ever. One that is not there may be deleted by who may delete. */
export async function remove({ who, send }: Asker, address: Address & { versionId?: string }): Promise<Outcome> {
  const { bucket, key, versionId } = address;
  const command = new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId });
  const ask = async () => {
    try {
      const output = await send(command, { bucket, key });
      return { status: output.$metadata.httpStatusCode, versionId: output.DeleteMarker ? output.VersionId : undefined };
    } catch (error) {
      if (error instanceof AppError && error.data.code === 'not-found') return { status: error.data.status };
      throw error;
    }
  };
  return outcomeOf(who, ask());
}
