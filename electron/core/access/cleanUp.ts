import type { Trial } from '../../../shared/contract/access.ts';
import { AppError, type ErrorData } from '../../../shared/errors.ts';
import { listVersionsPage } from '../s3/versionListing.ts';
import type { Outcome } from './outcome.ts';
import { type Asker, remove } from './requests.ts';
import type { BucketHabits } from './trialPlan.ts';

type Address = { bucket: string; key: string };
type Left = Trial['left'];

/**
 * Whether these keys may take away what they would write, found out on the probe's key before anything is there. On a
 * bucket that may keep versions by a version that cannot be: a plain delete would make a marker.
 */
export async function canCleanUp(
  asker: Asker,
  probe: Address,
  versioning: BucketHabits['versioning'],
): Promise<boolean> {
  const { answer } = await remove(asker, versioning === 'never' ? probe : { ...probe, versionId: 'null' });
  return answer === 'allowed';
}

/** All versions and markers of exactly this key, newest first. */
async function versionIdsOf({ send }: Asker, { bucket, key }: Address): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listVersionsPage(send, { bucket, prefix: key, cursor }, undefined, undefined);
    ids.push(...page.versions.filter((version) => version.key === key).map(({ versionId }) => versionId));
    cursor = page.versions.at(-1)?.key === key ? page.next : null;
  } while (cursor !== null);
  return ids;
}

function failureOf({ error, status }: Outcome): ErrorData {
  return (
    error ?? { code: 'access-denied', message: 'DeleteObject: refused', retryable: false, ...(status && { status }) }
  );
}

async function removeVersions(asker: Asker, probe: Address, versionIds: readonly string[]): Promise<Left> {
  const left: Left = [];
  for (const versionId of versionIds) {
    const outcome = await remove(asker, { ...probe, versionId });
    if (outcome.answer !== 'allowed') left.push({ versionId, error: failureOf(outcome) });
  }
  return left;
}

async function removePlainly(asker: Asker, probe: Address): Promise<Left> {
  const outcome = await remove(asker, probe);
  if (outcome.answer !== 'allowed') return [{ versionId: '', error: failureOf(outcome) }];
  // The bucket keeps versions after all: this was a marker.
  return outcome.versionId === undefined ? [] : removeVersions(asker, probe, [outcome.versionId]);
}

/**
 * Takes away all that a trial has made under the probe's key, by version IDs where the bucket may keep versions:
 * `outcomes` are those of the requests that wrote or deleted. Answers with what is left. Heeds no signal: it runs too
 * when the work was cancelled.
 */
export async function cleanUp(
  asker: Asker,
  probe: Address,
  versioning: BucketHabits['versioning'],
  outcomes: readonly Outcome[],
): Promise<Left> {
  // What was answered with a clear no has made nothing.
  const made = outcomes.filter(({ status }) => status === null || status < 400 || status >= 500);
  if (made.length === 0) return [];
  const known = made.flatMap(({ versionId }) => versionId ?? []);
  // A version ID tells that versioning was switched on meanwhile, or that the server keeps versions without saying so.
  if (versioning === 'never' && known.length === 0) return removePlainly(asker, probe);
  try {
    const listed = await versionIdsOf(asker, probe);
    // Versions go before the markers on top of them: nothing shows up for a moment.
    return await removeVersions(asker, probe, [...new Set([...listed, ...known])].toReversed());
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const left = await removeVersions(asker, probe, known.toReversed());
    const isAllKnown = made.every(({ answer, versionId }) => answer === 'allowed' && versionId !== undefined);
    return isAllKnown ? left : [...left, ...(await removePlainly(asker, probe))];
  }
}
