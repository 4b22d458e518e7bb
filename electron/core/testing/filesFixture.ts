import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { UploadFilesSpec } from '../transfers/engine.ts';
import { lookAtFile } from '../transfers/source.ts';
import type { TestFolder } from './localFiles.ts';

type File = UploadFilesSpec['files'][number];

/** A file of the folder as a watcher has found it, for the key of its name below the prefix. */
export async function fileAt(folder: TestFolder, prefix: string, name: string): Promise<File> {
  const path = folder.at(name);
  return { path, name, key: prefix + name, identity: await lookAtFile(path, name) };
}

export const filesAt = (folder: TestFolder, prefix: string, names: readonly string[]): Promise<File[]> =>
  Promise.all(names.map((name) => fileAt(folder, prefix, name)));

/** MD5 (hex): the ETag of an object that came in one request. */
export const md5At = async (path: string) =>
  createHash('md5')
    .update(await readFile(path))
    .digest('hex');

export type KeptVersion = { key: string; etag: string; versionId: string; size: number };

/** All versions of all keys below a prefix. */
export async function versionsBelow(client: S3Client, bucket: string, prefix: string): Promise<KeptVersion[]> {
  const found: KeptVersion[] = [];
  let from: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> | null = {};
  while (from) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...from }),
    );
    for (const { Key: key = '', ETag: etag = '', VersionId: versionId = '', Size: size = 0 } of page.Versions ?? []) {
      found.push({ key, etag: etag.replaceAll('"', ''), versionId, size });
    }
    const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
    from = page.IsTruncated ? { KeyMarker, VersionIdMarker } : null;
  }
  return found;
}
