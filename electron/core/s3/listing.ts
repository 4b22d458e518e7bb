import {
  type _Object,
  ListObjectsCommand,
  type ListObjectsCommandOutput,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import type { ObjectEntry } from '../../../shared/contract/objects.ts';
import { z } from '../../../shared/zod.ts';
import { parseCursor, repeatedPages } from './cursor.ts';
import { cleanEtag } from './etag.ts';
import { compareKeys, decodeName, encodeNames, isDoubtful, lastOf } from './names.ts';
import type { ListPage, ObjectStore } from './objectStore.ts';
import type { Send } from './send.ts';

/** Where the next page begins. `last` is the greatest name of the pages so far: a page must go beyond it. */
const cursorSchema = z.strictObject({ api: z.enum(['v1', 'v2']), from: z.string(), last: z.string() });
type Cursor = z.infer<typeof cursorSchema>;

type Request = Parameters<ObjectStore['listPage']>[0];

/** What both versions of the list call have in common, names decoded. */
type Answer = {
  objects: ObjectEntry[];
  prefixes: string[];
  truncated: boolean;
  token: string;
  marker: string;
  doubtful: boolean;
};

const DOCUMENT = { root: 'ListBucketResult', empty: 'not-s3' } as const;

function toEntry(object: _Object): ObjectEntry {
  return {
    key: decodeName(object.Key),
    size: object.Size ?? 0,
    modified: (object.LastModified ?? new Date(0)).toISOString(),
    etag: cleanEtag(object.ETag),
    storageClass: object.StorageClass,
  };
}

function readAnswer(output: ListObjectsCommandOutput & { NextContinuationToken?: string | undefined }): Answer {
  const objects = (output.Contents ?? []).map(toEntry);
  const prefixes = (output.CommonPrefixes ?? []).map((common) => decodeName(common.Prefix));
  return {
    objects,
    prefixes,
    truncated: output.IsTruncated === true,
    token: decodeName(output.NextContinuationToken),
    marker: decodeName(output.NextMarker),
    doubtful: objects.some((object) => isDoubtful(object.key)) || prefixes.some(isDoubtful),
  };
}

async function ask(
  send: Send,
  request: Request,
  cursor: Cursor | null,
  pageSize: number | undefined,
  encodingType: 'url' | undefined,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const common = {
    Bucket: request.bucket,
    Prefix: request.prefix,
    Delimiter: request.delimiter,
    MaxKeys: pageSize,
    EncodingType: encodingType,
  };
  const options = { bucket: request.bucket, document: DOCUMENT, rewrite: encodeNames, signal };
  if (cursor?.api === 'v1') {
    return readAnswer(await send(new ListObjectsCommand({ ...common, Marker: cursor.from }), options));
  }
  return readAnswer(await send(new ListObjectsV2Command({ ...common, ContinuationToken: cursor?.from }), options));
}

/**
 * Where to go on after a page. A server that knows version 1 only answers a call of version 2 with the same document,
 * but gives no token, or the same again: from there on it is asked in version 1, from the last name it gave.
 */
function nextCursor(answer: Answer, cursor: Cursor | null, bucket: string): Cursor | null {
  if (!answer.truncated) return null;
  const lastOfPage = lastOf([...answer.objects.map((object) => object.key), ...answer.prefixes]);
  const former = cursor?.last ?? '';
  const last = lastOfPage === '' ? former : lastOfPage;
  const next: Cursor =
    answer.token !== '' && cursor?.api !== 'v1' && answer.token !== cursor?.from
      ? { api: 'v2', from: answer.token, last }
      : { api: 'v1', from: answer.marker === '' ? last : answer.marker, last };
  const stuck = lastOfPage === '' ? next.from === cursor?.from : compareKeys(lastOfPage, former) <= 0;
  if (next.from === '' || (cursor !== null && stuck)) throw repeatedPages(bucket);
  return next;
}

/** Reads one page of a bucket's objects; see ObjectStore.listPage. `pageSize` as MaxKeys (1,000 at most). */
export async function listPage(
  send: Send,
  request: Request,
  pageSize: number | undefined,
  signal: AbortSignal | undefined,
): Promise<ListPage> {
  const cursor = parseCursor(cursorSchema, request.cursor);
  let answer = await ask(send, request, cursor, pageSize, undefined, signal);
  // Not asked for from the start: several servers (Huawei, older Ceph) do wrong with it.
  if (answer.doubtful) answer = await ask(send, request, cursor, pageSize, 'url', signal);
  const next = nextCursor(answer, cursor, request.bucket);
  // A server may group the same keys once more when it goes on after a prefix.
  const prefixes = answer.prefixes.filter((prefix) => prefix !== cursor?.last);
  return { objects: answer.objects, prefixes, next: next && JSON.stringify(next) };
}
