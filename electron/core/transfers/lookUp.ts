import type { ObjectEntry } from '../../../shared/contract/objects.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import { mapConcurrently } from '../concurrency.ts';
import { compareKeys } from '../s3/names.ts';
import type { ListPage, ObjectStore } from '../s3/objectStore.ts';
import { errorData, type Retrier } from './retry.ts';

/** What is on the server under the keys that were asked for. `refused`: those that could not be looked at, and why. */
export type LookUp = { found: Map<string, ObjectEntry>; refused: Map<string, ErrorData> };

type Ports = { store: ObjectStore; bucket: string; retrier: Retrier; signal: AbortSignal };

const HEADS_AT_ONCE = 8;
/** Up to so many keys are asked for one by one. */
const FEW = 16;
/** A page costs about what so many HEAD requests do. */
const HEADS_A_PAGE = 16;

/** The prefix, ending with `/` or empty, that all keys between these two (in order) share. */
function commonPrefix(first: string, last: string): string {
  let length = 0;
  while (length < first.length && first.charAt(length) === last.charAt(length)) length += 1;
  return first.slice(0, first.lastIndexOf('/', length - 1) + 1);
}

function isAscending(keys: readonly string[]): boolean {
  return keys.every((key, i) => i === 0 || compareKeys(keys[i - 1] ?? '', key) < 0);
}

/** The last name of a page in the order of keys: nothing before it is still to come. */
function endOf(page: ListPage): string | undefined {
  return [page.objects.at(-1)?.key, page.prefixes.at(-1)]
    .filter((end) => end !== undefined)
    .sort(compareKeys)
    .at(-1);
}

/**
 * Lists what the keys have in common until the last of them is passed. Answers with the keys that remain unknown:
 * the listing was refused, is not in order, or is so long that asking one by one is cheaper.
 */
async function listThem(sorted: readonly string[], { store, bucket, retrier, signal }: Ports, result: LookUp) {
  const wanted = new Set(sorted);
  const last = sorted.at(-1) ?? '';
  const prefix = commonPrefix(sorted[0] ?? '', last);
  const flat = sorted.every((key) => !key.includes('/', prefix.length));
  let cursor: string | null = null;
  let passed: string | undefined;
  let inOrder = true;
  const isKnown = (key: string) =>
    result.found.has(key) || (inOrder && passed !== undefined && compareKeys(key, passed) <= 0);
  const unknown = () => sorted.filter((key) => !isKnown(key));
  for (let pages = Math.ceil(sorted.length / HEADS_A_PAGE); pages > 0; pages -= 1) {
    let page: ListPage;
    try {
      const request = { bucket, prefix, delimiter: flat ? ('/' as const) : undefined, cursor };
      page = await retrier.run(() => store.listPage(request, signal), signal);
    } catch (error) {
      if (errorData(error).code !== 'access-denied') throw error;
      return unknown();
    }
    for (const object of page.objects) if (wanted.has(object.key)) result.found.set(object.key, object);
    const keys = page.objects.map((object) => object.key);
    inOrder &&= isAscending(passed === undefined ? keys : [passed, ...keys]);
    passed = endOf(page) ?? passed;
    if (page.next === null || (inOrder && isKnown(last))) return [];
    cursor = page.next;
  }
  return unknown();
}

/**
 * Finds out which of these keys exist: a few are asked for one by one, many by listing what they have in common.
 * Keys whose HEAD is refused come back in `refused` (who may only write cannot know). Throws what the server throws.
 */
export async function lookUp(keys: readonly string[], ports: Ports): Promise<LookUp> {
  const { store, bucket, retrier, signal } = ports;
  const result: LookUp = { found: new Map(), refused: new Map() };
  const unknown = keys.length <= FEW ? keys : await listThem([...keys].sort(compareKeys), ports, result);
  await mapConcurrently(unknown, HEADS_AT_ONCE, async (key) => {
    try {
      const head = await retrier.run(() => store.head({ bucket, key }, signal), signal);
      const { size, modified, etag } = head;
      result.found.set(key, { key, size, modified, ...(etag === null ? {} : { etag }) });
    } catch (error) {
      signal.throwIfAborted();
      const data = errorData(error);
      if (data.code === 'access-denied') result.refused.set(key, data);
      else if (data.code !== 'not-found') throw error;
    }
  });
  return result;
}
