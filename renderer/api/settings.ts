import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { VersioningStatus } from '../../shared/contract/objects.ts';
import type { SettingSaved } from '../../shared/contract/settings.ts';
import type { Input } from '../../shared/contract.ts';
import type { SettingId, WritableSettingId } from '../../shared/settings/documents.ts';
import type { SettingState } from '../../shared/settings/state.ts';
import { call } from './client.ts';
import { queryKeys } from './query.ts';

/** A bucket of a connection. */
export type BucketRef = { connectionId: string; bucket: string };

/** Reads one setting of a bucket; one answer serves all who ask (its panel, access at a glance, the question before overwriting). */
export function settingQuery<S extends SettingId>({ connectionId, bucket }: BucketRef, setting: S) {
  return queryOptions({
    queryKey: queryKeys.setting(connectionId, bucket, setting),
    queryFn: async ({ signal }) => {
      const state = await call('settings.get', { connectionId, bucket, setting }, { signal });
      // The main process answers with the state of the setting that was asked for.
      return state as SettingState<S>;
    },
  });
}

/** The settings that are known not to be on the server of a connection. */
export function absentSettingsQuery(connectionId: string) {
  return queryOptions({
    queryKey: queryKeys.absentSettings(connectionId),
    queryFn: ({ signal }) => call('settings.absent', { connectionId }, { signal }),
  });
}

/**
 * Whether a bucket keeps versions, as its setting tells; a server without the setting keeps none. `unknown` until it is
 * read and where these keys may not see it.
 */
export function versioningOf(state: SettingState<'versioning'> | undefined): VersioningStatus | 'unknown' {
  if (state?.state === 'not-set' || state?.state === 'absent') return 'never';
  if (state?.state !== 'set') return 'unknown';
  if (state.document.Status === undefined) return 'never';
  return state.document.Status === 'Enabled' ? 'enabled' : 'suspended';
}

type Json = Input<'settings.put'>['document'];

/**
 * Puts a setting, or takes it away where the document is null. `expected` is what the change was made from. Throws as
 * `settings.put` and `settings.remove` do.
 */
export function writeSetting(
  { connectionId, bucket }: BucketRef,
  setting: WritableSettingId,
  document: object | null,
  expected: object | null,
): Promise<SettingSaved> {
  // Documents that were read or checked, or stand in the code, are JSON; their types do not say so.
  const common = { connectionId, bucket, setting, expected: expected as Json | null };
  if (document === null) return call('settings.remove', common);
  return call('settings.put', { ...common, document: document as Json });
}

/** Reads the settings of a bucket again, but for one whose answer is at hand, and what was changed in it. */
export async function readSettingsAgain(
  client: QueryClient,
  { connectionId, bucket }: BucketRef,
  except?: SettingId,
): Promise<void> {
  await Promise.all([
    client.invalidateQueries({
      queryKey: queryKeys.allSettings(connectionId, bucket),
      predicate: ({ queryKey }) => except === undefined || !queryKey.includes(except),
    }),
    client.invalidateQueries({ queryKey: queryKeys.settingChanges(connectionId, bucket) }),
  ]);
}
