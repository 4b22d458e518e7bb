import { appError } from '../../../shared/errors.ts';
import type { ListPage, ObjectStore } from '../s3/objectStore.ts';
import type { Retrier } from './retry.ts';

type Ports = { store: ObjectStore; bucket: string; retrier: Retrier; signal: AbortSignal };

/**
 * All objects below a prefix, page by page. Throws `not-s3` when the server lists others: whole folders are deleted by
 * these lists.
 */
export async function* pagesBelow(prefix: string, { store, bucket, retrier, signal }: Ports): AsyncGenerator<ListPage> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const request = { bucket, prefix, cursor };
    const page: ListPage = await retrier.run(() => store.listPage(request, signal), signal);
    if (!page.objects.every(({ key }) => key.startsWith(prefix))) {
      throw appError('not-s3', 'the list has other keys than were asked for', { details: { bucket, prefix } });
    }
    yield page;
    cursor = page.next;
  }
}
