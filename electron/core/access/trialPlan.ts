import type { TrialPlan } from '../../../shared/contract/access.ts';
import type { SettingDocument, SettingId } from '../../../shared/settings/documents.ts';
import { documentOf } from '../../../shared/settings/state.ts';
import type { BucketPlace, BucketSettings } from '../buckets/settings/bucketSettings.ts';

export type ReadSettings = Pick<BucketSettings, 'read'>;

/** What a bucket does with what is written into it; null where these keys may not see it. */
export type BucketHabits = Omit<TrialPlan, 'probeKey' | 'keepsVersions'> & {
  versioning: 'enabled' | 'suspended' | 'never' | null;
};

/** The document of a setting; null when there is none, undefined when these keys may not see it. */
async function documentAt<S extends SettingId>(
  settings: ReadSettings,
  place: BucketPlace,
  setting: S,
  signal: AbortSignal,
): Promise<SettingDocument<S> | null | undefined> {
  const state = await settings.read(place, setting, { signal });
  return state.state === 'denied' ? undefined : documentOf<S>(state);
}

/** Null for a document that could not be seen. */
function told<D, R>(document: D | undefined, read: (document: D) => R): R | null {
  return document === undefined ? null : read(document);
}

const STATUS = { Enabled: 'enabled', Suspended: 'suspended' } as const;

export async function habitsOf(settings: ReadSettings, place: BucketPlace, signal: AbortSignal): Promise<BucketHabits> {
  const [versioning, notifications, replication, objectLock] = await Promise.all([
    documentAt(settings, place, 'versioning', signal),
    documentAt(settings, place, 'notifications', signal),
    documentAt(settings, place, 'replication', signal),
    documentAt(settings, place, 'objectLock', signal),
  ]);
  return {
    versioning: told(versioning, (document) => (document?.Status ? STATUS[document.Status] : 'never')),
    notifies: told(notifications, (document) => Object.keys(document ?? {}).length > 0),
    replicates: told(replication, (document) => document?.Rules.some(({ Status }) => Status === 'Enabled') ?? false),
    locks: told(objectLock, (document) => document?.Rule?.DefaultRetention !== undefined),
  };
}

/** What trying access would write, and what that would set off. */
export function planOf({ versioning, ...habits }: BucketHabits, probeKey: string): TrialPlan {
  return { probeKey, keepsVersions: versioning === null ? null : versioning === 'enabled', ...habits };
}
