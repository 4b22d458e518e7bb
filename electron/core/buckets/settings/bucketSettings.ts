import type { SettingChange, SettingSaved } from '../../../../shared/contract/settings.ts';
import type { SettingDocument, SettingId, WritableSettingId } from '../../../../shared/settings/documents.ts';
import type { Absence, SettingState } from '../../../../shared/settings/state.ts';

/** A bucket of a connection. */
export type BucketPlace = { connectionId: string; bucket: string };

/** The settings of buckets. What each method does and throws stands with its call in shared/contract/settings.ts. */
export type BucketSettings = {
  /** Throws what the server fails with, but tells "not set", "not on this server" and "denied" as states. */
  read<S extends SettingId>(
    place: BucketPlace,
    setting: S,
    options?: { again?: boolean | undefined; signal?: AbortSignal | undefined },
  ): Promise<SettingState<S>>;
  put<S extends WritableSettingId>(
    place: BucketPlace,
    setting: S,
    document: SettingDocument<S>,
    expected: SettingDocument<S> | null,
    signal?: AbortSignal,
  ): Promise<SettingSaved>;
  remove(
    place: BucketPlace,
    setting: WritableSettingId,
    expected: unknown,
    signal?: AbortSignal,
  ): Promise<SettingSaved>;
  absent(connectionId: string): Promise<Partial<Record<SettingId, Absence>>>;
  changes(place: BucketPlace): Promise<SettingChange[]>;
  rollBack(place: BucketPlace, changeId: string, force: boolean, signal?: AbortSignal): Promise<SettingSaved>;
  /** Forgets what is known of a connection's server: its address was changed, or it was removed. */
  forget(connectionId: string): Promise<void>;
};
