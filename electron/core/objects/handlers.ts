import type { ListingPage, ObjectEntry } from '../../../shared/contract/objects.ts';
import type { ObjectVersion } from '../../../shared/contract/versions.ts';
import type { Emit, Handlers } from '../ports.ts';
import { cancelledError } from '../s3/errors.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import type { StorePool } from '../s3/storePool.ts';
import { planDelete } from './deletePlan.ts';
import { objectPages, versionPages } from './pages.ts';

type ObjectHandlers = Pick<Handlers, 'objects.list' | 'objects.details' | 'objects.planDelete'>;
type Entries = Omit<ListingPage, 'listingId'>;
type Level = { bucket: string; prefix: string; delimiter: '/' };

/** The object that stands for a key in a listing with deleted ones: its newest version, or the marker on top. */
function toEntry({ key, kind, size, modified, etag, storageClass }: ObjectVersion): ObjectEntry {
  if (kind === 'delete-marker') return { key, size, modified, deleted: true };
  return { key, size, modified, etag, storageClass };
}

/** One level with what was deleted: folders that hold nothing but deleted objects are there too. */
async function* withDeleted(store: ObjectStore, level: Level, signal: AbortSignal): AsyncGenerator<Entries> {
  let lastPrefix: string | undefined;
  for await (const page of versionPages(store, level, signal)) {
    const objects = page.versions.filter((version) => version.current).map(toEntry);
    // A page that begins where the last one ended may name its last folder once more.
    const prefixes = page.prefixes.filter((prefix) => prefix !== lastPrefix);
    lastPrefix = page.prefixes.at(-1) ?? lastPrefix;
    yield { objects, prefixes };
  }
}

export function createObjectHandlers({ stores, emit }: { stores: StorePool; emit: Emit }): ObjectHandlers {
  return {
    async 'objects.list'({ connectionId, bucket, prefix, listingId, showDeleted }, { signal }) {
      const store = await stores.storeOf(connectionId);
      const level: Level = { bucket, prefix, delimiter: '/' };
      const pages: AsyncGenerator<Entries> = showDeleted
        ? withDeleted(store, level, signal)
        : objectPages(store, level, signal);
      const count = { objects: 0, prefixes: 0 };
      for await (const { objects, prefixes } of pages) {
        if (signal.aborted) throw cancelledError();
        count.objects += objects.length;
        count.prefixes += prefixes.length;
        emit('listing.page', { listingId, objects, prefixes });
      }
      return count;
    },

    async 'objects.details'({ connectionId, bucket, key }, { signal }) {
      const store = await stores.storeOf(connectionId);
      return store.head({ bucket, key }, signal);
    },

    async 'objects.planDelete'({ connectionId, bucket, keys, prefixes }, { signal }) {
      const store = await stores.storeOf(connectionId);
      return planDelete(store, { bucket, keys, prefixes }, signal);
    },
  };
}
