import type { ListPage, ObjectStore } from '../s3/objectStore.ts';
import type { Retrier } from './retry.ts';

type Ports = { store: ObjectStore; bucket: string; retrier: Retrier; signal: AbortSignal };

/** All objects below a prefix, page by page. */
export async function* pagesBelow(prefix: string, { store, bucket, retrier, signal }: Ports): AsyncGenerator<ListPage> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const request = { bucket, prefix, cursor };
    const page: ListPage = await retrier.run(() => store.listPage(request, signal), signal);
    yield page;
    cursor = page.next;
  }
}

/** Prefixes that do not lie below another of the list, each once. */
export function outermost(prefixes: readonly string[]): string[] {
  const kept: string[] = [];
  for (const prefix of prefixes.toSorted()) {
    // In order, a prefix stands right after the one it lies below, or after others below that one.
    const outer = kept.at(-1);
    if (outer === undefined || !prefix.startsWith(outer)) kept.push(prefix);
  }
  return kept;
}

/** The keys, each once, that do not lie below one of the prefixes (which end with `/` or are empty). */
export function notBelow(keys: readonly string[], prefixes: readonly string[]): string[] {
  const known = new Set(prefixes);
  const isBelow = (key: string) => {
    if (known.has('')) return true;
    for (let slash = key.indexOf('/'); slash !== -1; slash = key.indexOf('/', slash + 1)) {
      if (known.has(key.slice(0, slash + 1))) return true;
    }
    return false;
  };
  return [...new Set(keys)].filter((key) => !isBelow(key));
}
