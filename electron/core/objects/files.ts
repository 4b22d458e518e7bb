import { buffer } from 'node:stream/consumers';
import type { ObjectEntry } from '../../../shared/contract/objects.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ObjectStore, PutOptions } from '../s3/objectStore.ts';
import { objectPages } from './pages.ts';

/**
 * The plain functions of storage, for scripts: whole files in memory. What is large goes through the transfer engine.
 * All of them throw AppErrors.
 */

/** All objects whose keys begin with `prefix`, in the order of their keys. */
export async function listFiles(
  store: ObjectStore,
  bucket: string,
  prefix = '',
  signal?: AbortSignal,
): Promise<ObjectEntry[]> {
  const files: ObjectEntry[] = [];
  for await (const page of objectPages(store, { bucket, prefix }, signal)) files.push(...page.objects);
  return files;
}

/** Whether there is an object of exactly this key. False only when the server says so; any other error is thrown. */
export async function fileExists(
  store: ObjectStore,
  bucket: string,
  key: string,
  signal?: AbortSignal,
): Promise<boolean> {
  try {
    await store.head({ bucket, key }, signal);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.data.code === 'not-found') return false;
    throw error;
  }
}

/** Puts bytes (at most 5 GiB) under a key; what was there is replaced, or becomes an older version. */
export async function uploadFile(
  store: ObjectStore,
  bucket: string,
  key: string,
  bytes: Uint8Array,
  options: PutOptions = {},
  signal?: AbortSignal,
): Promise<{ etag: string; versionId: string | null }> {
  return store.put({ bucket, key }, bytes, options, undefined, signal);
}

/** The bytes of an object, or of one version of it. Throws `not-found`. */
export async function downloadFile(
  store: ObjectStore,
  bucket: string,
  key: string,
  versionId?: string,
  signal?: AbortSignal,
): Promise<Buffer> {
  const { body } = await store.get({ bucket, key, versionId }, {}, signal);
  return buffer(body);
}

/** Deletes an object. Where versions are kept this leaves a delete marker; else it is for ever. No error when it is not there. */
export async function deleteFile(
  store: ObjectStore,
  bucket: string,
  key: string,
  signal?: AbortSignal,
): Promise<{ deleteMarker: boolean }> {
  return store.deleteObject({ bucket, key }, signal);
}
