import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { VersioningStatus } from '../../../shared/contract/objects.ts';
import type { Versioning } from '../../../shared/contract/settings.ts';
import { call } from '../../api/client.ts';
import { type BucketRef, versioningQuery } from '../../api/versioning.ts';
import { Icon } from '../../ui/Icon.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { SettingFrame } from './SettingFrame.tsx';
import { useSetting } from './useSetting.ts';
import styles from './VersioningPanel.module.css';
import { versioningDocument, versioningEffect, versioningOptions } from './versioningRules.ts';

function useVersioning({ connectionId, bucket }: BucketRef) {
  return useSetting({
    query: versioningQuery({ connectionId, bucket }),
    toDraft: (server: Versioning): VersioningStatus => server.status,
    put(draft: VersioningStatus) {
      // There is no such document: "never" is chosen only to undo a choice, and then nothing has changed.
      if (draft === 'never') throw new Error('a bucket cannot return to "never enabled"');
      return call('settings.versioning.put', { connectionId, bucket, status: draft });
    },
  });
}

/** Versioning: never enabled, enabled or suspended. */
export function VersioningPanel(bucketRef: BucketRef) {
  const { t } = useTranslation();
  const setting = useVersioning(bucketRef);
  const { server, draft, saved } = setting;
  const name = (status: VersioningStatus) => t(`settings.versioning.name.${status}`);
  const effect = server && draft ? versioningEffect(server.status, draft) : null;
  const changes =
    server && draft && effect
      ? [
          t('settings.change', {
            what: t('settings.versioning.title'),
            before: name(server.status),
            after: name(draft),
          }),
          t(`settings.versioning.effect.${effect}`),
        ]
      : [];
  return (
    <SettingFrame
      title={t('settings.versioning.title')}
      what={t('settings.versioning.what')}
      setting={setting}
      json={draft ? versioningDocument(draft) : {}}
      changes={changes}
      saved={
        saved && {
          text: t(saved.answer.status === saved.sent ? 'settings.saved' : 'settings.savedOtherwise', {
            state: name(saved.answer.status),
          }),
          isAsSent: saved.answer.status === saved.sent,
        }
      }
    >
      {server?.mfaDelete && (
        <p className={styles.mfa}>
          <Icon of={TriangleAlert} className={styles.warning} />
          {t('settings.versioning.mfa')}
        </p>
      )}
      {server && draft && (
        <RadioGroup
          label={t('settings.versioning.state')}
          value={draft}
          onChange={setting.change}
          isDisabled={setting.isSaving}
          options={versioningOptions(server.status).map((status) => ({
            id: status,
            label: t(`settings.versioning.option.${status}`),
            description: t(`settings.versioning.means.${status}`),
          }))}
        />
      )}
    </SettingFrame>
  );
}
