import {
  type DeleteMarkerEntry,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type ObjectVersion as SdkVersion,
} from '@aws-sdk/client-s3';
import type { ObjectVersion } from '../../../shared/contract/versions.ts';
import { z } from '../../../shared/zod.ts';
import { parseCursor, repeatedPages } from './cursor.ts';
import { cleanEtag } from './etag.ts';
import { compareKeys, decodeName, encodeNames, isDoubtful, lastOf } from './names.ts';
import type { ObjectStore, VersionsPage } from './objectStore.ts';
import type { Send } from './send.ts';

/**
 * What the server named as the place to go on from (`versionId` is '' when it named none, after a prefix), which need
 * not be a plain key (MinIO adds to it), and the greatest name of the pages so far.
 */
const cursorSchema = z.strictObject({ key: z.string(), versionId: z.string(), last: z.string() });
type Cursor = z.infer<typeof cursorSchema>;
type Request = Parameters<ObjectStore['listVersionsPage']>[0];
type Kind = ObjectVersion['kind'];

/** A server without versioning may take `?versions` for a plain list, or for nothing. */
const DOCUMENT = { root: 'ListVersionsResult', empty: 'unsupported' } as const;

/** Versions and markers in the order of the document. Keys cannot look like tags: in XML their `<` is written `&lt;`. */
function kindsOf(document: string): Kind[] {
  return Array.from(document.matchAll(/<(Version|DeleteMarker)>/g), (tag) =>
    tag[1] === 'Version' ? 'version' : 'delete-marker',
  );
}

function toVersion(entry: SdkVersion | DeleteMarkerEntry | undefined, kind: Kind): ObjectVersion[] {
  if (!entry) return [];
  const version: ObjectVersion = {
    key: decodeName(entry.Key),
    // Outside versioning some servers leave it out; `null` is the name S3 itself has for that version.
    versionId: entry.VersionId ?? 'null',
    kind,
    current: entry.IsLatest === true,
    size: 0,
    modified: (entry.LastModified ?? new Date(0)).toISOString(),
  };
  if (kind === 'delete-marker' || !('Size' in entry || 'ETag' in entry)) return [version];
  return [{ ...version, size: entry.Size ?? 0, etag: cleanEtag(entry.ETag), storageClass: entry.StorageClass }];
}

/**
 * S3 answers newest first within a key. The SDK gives versions and markers apart; the order of the document is what puts
 * them together again: times would not do, as two writes may fall into one second, and a multipart upload has the time
 * of its beginning.
 */
function inDocumentOrder(output: ListObjectVersionsCommandOutput, kinds: readonly Kind[]): ObjectVersion[] {
  const versions = (output.Versions ?? []).values();
  const markers = (output.DeleteMarkers ?? []).values();
  return kinds.flatMap((kind) => toVersion((kind === 'version' ? versions : markers).next().value, kind));
}

async function ask(
  send: Send,
  request: Request,
  cursor: Cursor | null,
  pageSize: number | undefined,
  encodingType: 'url' | undefined,
  signal: AbortSignal | undefined,
) {
  let kinds: Kind[] = [];
  const output = await send(
    new ListObjectVersionsCommand({
      Bucket: request.bucket,
      Prefix: request.prefix,
      Delimiter: request.delimiter,
      KeyMarker: cursor?.key,
      VersionIdMarker: cursor?.versionId || undefined,
      MaxKeys: pageSize,
      EncodingType: encodingType,
    }),
    {
      bucket: request.bucket,
      document: DOCUMENT,
      signal,
      rewrite(document) {
        kinds = kindsOf(document);
        return encodeNames(document);
      },
    },
  );
  const versions = inDocumentOrder(output, kinds);
  const prefixes = (output.CommonPrefixes ?? []).map((common) => decodeName(common.Prefix));
  return { output, versions, prefixes };
}

/** Reads one page of a bucket's versions and delete markers; see ObjectStore.listVersionsPage. */
export async function listVersionsPage(
  send: Send,
  request: Request,
  pageSize: number | undefined,
  signal: AbortSignal | undefined,
): Promise<VersionsPage> {
  const cursor = parseCursor(cursorSchema, request.cursor);
  let page = await ask(send, request, cursor, pageSize, undefined, signal);
  const doubtful = page.versions.some((version) => isDoubtful(version.key)) || page.prefixes.some(isDoubtful);
  if (doubtful) page = await ask(send, request, cursor, pageSize, 'url', signal);

  const { output, versions, prefixes } = page;
  if (output.IsTruncated !== true) return { versions, prefixes, next: null };
  const lastOfPage = lastOf([versions.at(-1)?.key ?? '', ...prefixes]);
  const former = cursor?.last ?? '';
  const next: Cursor = {
    key: decodeName(output.NextKeyMarker) || lastOfPage,
    versionId: output.NextVersionIdMarker ?? '',
    last: lastOfPage || former,
  };
  const repeats = cursor !== null && next.key === cursor.key && next.versionId === cursor.versionId;
  if (next.key === '' || repeats || compareKeys(next.last, former) < 0) throw repeatedPages(request.bucket);
  return { versions, prefixes, next: JSON.stringify(next) };
}
