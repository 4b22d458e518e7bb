import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Forecast, ForecastGap } from '../../../../shared/contract/lifecycle.ts';
import type { ObjectEntry } from '../../../../shared/contract/objects.ts';
import type { ObjectVersion } from '../../../../shared/contract/versions.ts';
import { AppError, appError } from '../../../../shared/errors.ts';
import { STANDARD } from '../../../../shared/lifecycle/storageClasses.ts';
import { objectPages, versionPages } from '../../objects/pages.ts';
import type { ObjectStore } from '../../s3/objectStore.ts';
import { versioningOf } from '../versioningOf.ts';
import { createForecast, type ForecastRequest } from './forecast.ts';
import { fillTags, type ListedVersion } from './tags.ts';

/** Between two looks at what else the process has to do (ms). */
const LONGEST_TURN_MS = 10;

type ScanRequest = Omit<ForecastRequest, 'versioning'> & { bucket: string; onSeen: (seen: number) => void };

function ofVersion({ key, versionId, kind, size, modified, storageClass }: ObjectVersion): ListedVersion {
  return {
    key,
    versionId,
    isNull: versionId === 'null',
    isMarker: kind === 'delete-marker',
    size,
    modified: Date.parse(modified),
    storageClass: storageClass ?? STANDARD,
    tags: null,
  };
}

function ofObject({ key, size, modified, storageClass }: ObjectEntry): ListedVersion {
  return {
    key,
    versionId: undefined,
    isNull: false,
    isMarker: false,
    size,
    modified: Date.parse(modified),
    storageClass: storageClass ?? STANDARD,
    tags: null,
  };
}

/** True for what means "not for these keys" or "not on this server", false for what is a failure. */
function isOutOfReach(error: unknown): boolean {
  return error instanceof AppError && (error.data.code === 'access-denied' || error.data.code === 'unsupported');
}

/** Pages of all versions; of the objects alone where versions cannot be listed, which `onFallback` is told. */
async function* pagesOf(store: ObjectStore, bucket: string, signal: AbortSignal, onFallback: () => void) {
  const request = { bucket, prefix: '' };
  let first = true;
  try {
    for await (const { versions } of versionPages(store, request, signal)) {
      first = false;
      yield versions.map(ofVersion);
    }
    return;
  } catch (error) {
    if (!first || !isOutOfReach(error)) throw error;
  }
  onFallback();
  for await (const { objects } of objectPages(store, request, signal)) yield objects.map(ofObject);
}

/** All versions of one key after another, from pages that may break off within a key. */
async function* keysOf(pages: AsyncIterable<ListedVersion[]>): AsyncGenerator<ListedVersion[]> {
  let key: ListedVersion[] = [];
  for await (const page of pages) {
    for (const version of page) {
      if (key.length > 0 && key[0]?.key !== version.key) {
        yield key;
        key = [];
      }
      key.push(version);
    }
  }
  if (key.length > 0) yield key;
}

/**
 * Looks at every version and unfinished upload of a bucket and reckons what the rules would do. Nothing is changed. Tags
 * are asked for only where a rule depends on them, a request a version. What may not be seen is told as gaps.
 * Stops with `cancelled` when the signal aborts.
 */
export async function scanBucket(store: ObjectStore, request: ScanRequest, signal: AbortSignal): Promise<Forecast> {
  const { bucket, onSeen } = request;
  const versioning = await versioningOf(store, bucket, signal);
  const forecast = createForecast({ ...request, versioning });
  const gaps = new Set<ForecastGap>();
  if (versioning === 'unknown') gaps.add('versioning-unknown');
  let seen = 0;
  let turnEnds = performance.now() + LONGEST_TURN_MS;

  const breathe = async () => {
    if (performance.now() < turnEnds) return;
    await nextTurn();
    if (signal.aborted) throw appError('cancelled', 'the forecast was cancelled');
    turnEnds = performance.now() + LONGEST_TURN_MS;
  };

  async function* withTags(pages: AsyncIterable<ListedVersion[]>) {
    for await (const page of pages) {
      const { denied } = await fillTags(store, bucket, forecast.active, page, signal);
      if (denied) gaps.add('tags-denied');
      yield page;
      seen += page.length;
      onSeen(seen);
    }
  }

  const onFallback = () => {
    if (versioning !== 'never') gaps.add('versions-denied');
  };
  for await (const key of keysOf(withTags(pagesOf(store, bucket, signal, onFallback)))) {
    forecast.addKey(key);
    await breathe();
  }

  try {
    const uploads = await store.listMultipartUploads({ bucket, prefix: '' }, signal);
    for (const { key, initiated } of uploads) {
      forecast.addUpload({ key, initiated: Date.parse(initiated) });
      await breathe();
    }
    onSeen(seen + uploads.length);
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
    gaps.add('uploads-denied');
  }
  return forecast.result([...gaps]);
}
