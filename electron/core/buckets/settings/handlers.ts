import { appError } from '../../../../shared/errors.ts';
import { isWritable, type SettingId, type WritableSettingId } from '../../../../shared/settings/documents.ts';
import type { Handlers } from '../../ports.ts';
import type { BucketSettings } from './bucketSettings.ts';

type SettingHandlers = Pick<
  Handlers,
  'settings.get' | 'settings.put' | 'settings.remove' | 'settings.absent' | 'settings.changes' | 'settings.rollBack'
>;

function writable(setting: SettingId): WritableSettingId {
  if (isWritable(setting)) return setting;
  throw appError('invalid-request', `S3 has no way to change ${setting}`);
}

export function createSettingHandlers({ settings }: { settings: BucketSettings }): SettingHandlers {
  return {
    'settings.get': ({ setting, again, ...place }, { signal }) => settings.read(place, setting, { again, signal }),
    'settings.put': ({ setting, document, expected, ...place }, { signal }) =>
      settings.put(place, writable(setting), document, expected, signal),
    'settings.remove': ({ setting, expected, ...place }, { signal }) =>
      settings.remove(place, writable(setting), expected, signal),
    'settings.absent': ({ connectionId }) => settings.absent(connectionId),
    'settings.changes': (place) => settings.changes(place),
    'settings.rollBack': ({ changeId, force, ...place }, { signal }) =>
      settings.rollBack(place, changeId, force, signal),
  };
}
