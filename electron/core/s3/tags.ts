import { GetObjectTaggingCommand, PutObjectTaggingCommand, type Tag } from '@aws-sdk/client-s3';
import { AppError } from '../../../shared/errors.ts';
import type { ObjectAddress } from './objectStore.ts';
import type { Send } from './send.ts';

/** encodeURIComponent, and the five characters that it leaves as they are though signatures want them encoded. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Tags as the x-amz-tagging header writes them; undefined for none. */
export function tagsHeader(tags: readonly Tag[]): string | undefined {
  if (tags.length === 0) return undefined;
  return tags.map(({ Key, Value }) => `${percentEncode(Key ?? '')}=${percentEncode(Value ?? '')}`).join('&');
}

/** The tags of an object, or of one version of it; none on a server that has no tags. */
export async function readTags(send: Send, address: ObjectAddress, signal: AbortSignal | undefined): Promise<Tag[]> {
  const { bucket, key, versionId } = address;
  const command = new GetObjectTaggingCommand({ Bucket: bucket, Key: key, VersionId: versionId });
  try {
    const document = { root: 'Tagging', empty: 'unsupported' } as const;
    return (await send(command, { bucket, key, document, signal })).TagSet ?? [];
  } catch (error) {
    if (error instanceof AppError && error.data.code === 'unsupported') return [];
    throw error;
  }
}

/** Sets the tags of an object that should have them and has not: Ceph RGW 16 forgets those of a multipart upload. */
export async function ensureTags(
  send: Send,
  address: ObjectAddress,
  tags: readonly Tag[],
  signal: AbortSignal | undefined,
): Promise<void> {
  if (tags.length === 0) return;
  const present = await readTags(send, address, signal);
  if (present.length === tags.length) return;
  const { bucket, key, versionId } = address;
  const Tagging = { TagSet: [...tags] };
  const command = new PutObjectTaggingCommand({ Bucket: bucket, Key: key, VersionId: versionId, Tagging });
  await send(command, { bucket, key, signal });
}
