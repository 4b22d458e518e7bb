import { AppError } from '../../../../shared/errors.ts';
import { matchesButTags } from '../../../../shared/lifecycle/filter.ts';
import { mapConcurrently } from '../../concurrency.ts';
import type { ObjectStore } from '../../s3/objectStore.ts';
import { readTags } from '../../s3/tags.ts';
import type { ActiveRule, SeenVersion } from './rules.ts';

const REQUESTS_AT_ONCE = 16;

/** A version as it was listed; `versionId` is undefined where versions could not be listed. */
export type ListedVersion = SeenVersion & { versionId: string | undefined };

/** Whether only its tags tell if some rule is about a version. */
function needsTags(rules: readonly ActiveRule[], version: SeenVersion): boolean {
  return !version.isMarker && rules.some(({ scope }) => scope.tags.length > 0 && matchesButTags(scope, version));
}

/**
 * Fills in the tags of the versions that need them for these rules, a request each. Answers whether some may not be
 * read: those stay null. The rest have none.
 */
export async function fillTags(
  store: ObjectStore,
  bucket: string,
  rules: readonly ActiveRule[],
  versions: readonly ListedVersion[],
  signal: AbortSignal,
): Promise<{ denied: boolean }> {
  let denied = false;
  const asked = versions.filter((version) => needsTags(rules, version));
  const ask = async (version: ListedVersion, _index: number, either: AbortSignal) => {
    const { key, versionId } = version;
    try {
      const tags = await readTags(store.send, { bucket, key, versionId }, either);
      version.tags = tags.map(({ Key, Value }) => ({ Key: Key ?? '', Value: Value ?? '' }));
    } catch (error) {
      const code = error instanceof AppError ? error.data.code : null;
      if (code === 'access-denied') denied = true;
      // Gone since it was listed: no rule is about it any more.
      else if (code !== 'not-found') throw error;
    }
  };
  await mapConcurrently(asked, REQUESTS_AT_ONCE, ask, signal);
  return { denied };
}
