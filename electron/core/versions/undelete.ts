import type { ObjectVersion } from '../../../shared/contract/versions.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import { versionsOfKey } from './versionsOfKey.ts';

type Address = { bucket: string; key: string };

/** The delete markers above the newest version; none when there is no version below them: then nothing can come back. */
async function markersOnTop(store: ObjectStore, address: Address, signal: AbortSignal): Promise<ObjectVersion[]> {
  const markers: ObjectVersion[] = [];
  let cursor: string | null = null;
  do {
    const page = await versionsOfKey(store, address, cursor, signal);
    for (const version of page.versions) {
      if (version.kind === 'version') return markers;
      markers.push(version);
    }
    cursor = page.next;
  } while (cursor !== null);
  return [];
}

/**
 * Brings a deleted object back by removing the delete markers on top of its newest version; answers whether it was
 * deleted. The topmost goes last: until then the object is as deleted as before, should something fail on the way.
 */
export async function undeleteObject(store: ObjectStore, address: Address, signal: AbortSignal): Promise<boolean> {
  const markers = await markersOnTop(store, address, signal);
  for (const { versionId } of markers.toReversed()) await store.deleteObject({ ...address, versionId }, signal);
  return markers.length > 0;
}
