import type { VersionPage } from '../../../shared/contract/versions.ts';
import type { ObjectStore } from '../s3/objectStore.ts';

/**
 * One page of the versions and delete markers of exactly this key, newest first. S3 lists by prefix: the key itself
 * comes before all longer ones, so the first other key is the end.
 */
export async function versionsOfKey(
  store: ObjectStore,
  address: { bucket: string; key: string },
  cursor: string | null,
  signal: AbortSignal,
): Promise<VersionPage> {
  const { bucket, key } = address;
  const page = await store.listVersionsPage({ bucket, prefix: key, cursor }, signal);
  const versions = page.versions.filter((version) => version.key === key);
  const pastTheKey = versions.length < page.versions.length;
  return { versions, next: pastTheKey ? null : page.next };
}
