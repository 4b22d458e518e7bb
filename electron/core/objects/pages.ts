import type { ListPage, ObjectStore, VersionsPage } from '../s3/objectStore.ts';

type Request = { bucket: string; prefix: string; delimiter?: '/' | undefined };

async function* pagesOf<P extends { next: string | null }>(ask: (cursor: string | null) => Promise<P>) {
  let cursor: string | null = null;
  do {
    const page: P = await ask(cursor);
    yield page;
    cursor = page.next;
  } while (cursor !== null);
}

/** The pages of a listing, each as soon as it is there. Stops with `cancelled` when the signal aborts. */
export function objectPages(store: ObjectStore, request: Request, signal?: AbortSignal): AsyncGenerator<ListPage> {
  return pagesOf((cursor) => store.listPage({ ...request, cursor }, signal));
}

/** The pages of a listing of versions and delete markers. */
export function versionPages(store: ObjectStore, request: Request, signal?: AbortSignal): AsyncGenerator<VersionsPage> {
  return pagesOf((cursor) => store.listVersionsPage({ ...request, cursor }, signal));
}
