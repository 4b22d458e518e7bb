import type { TFunction } from 'i18next';
import type { ObjectLockDocument } from '../../../../shared/settings/documents/data.ts';
import { readRetention } from './objectLockForm.ts';

/** What will happen to new versions, and what not to those there are. */
export function objectLockChanges(
  t: TFunction,
  _before: ObjectLockDocument | null,
  after: ObjectLockDocument | null,
): string[] {
  const retention = readRetention(after);
  if (!retention) return [t('settings.objectLock.effect.off'), t('settings.objectLock.effect.stays')];
  const { mode, length, unit } = retention;
  if (length === null) return [];
  const time =
    unit === 'Days'
      ? t('settings.objectLock.days', { count: length })
      : t('settings.objectLock.years', { count: length });
  return [t(`settings.objectLock.effect.${mode}`, { time }), t('settings.objectLock.effect.stays')];
}
