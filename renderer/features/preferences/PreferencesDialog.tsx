import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preferences } from '../../../shared/contract/app.ts';
import { useDialog } from '../../stores/dialog.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogButtons } from '../../ui/DialogButtons.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './PreferencesDialog.module.css';
import { TransferPreferences } from './TransferPreferences.tsx';
import { WatchPreferences } from './WatchPreferences.tsx';

/** Each language in its own words, so that one finds back. */
const LANGUAGE_OPTIONS = [
  { id: 'en', label: 'English' },
  { id: 'ru', label: 'Русский' },
] as const;

/** Language, appearance and how transfers behave, in effect at once. */
export function PreferencesDialog() {
  const { t } = useTranslation();
  const { dialog, close } = useDialog();
  const { preferences, change } = usePreferences();
  const transfersId = useId();
  const watchId = useId();
  const [failure, setFailure] = useState<unknown>(null);
  if (dialog?.kind !== 'preferences') return null;

  const set = (part: Partial<Preferences>) => {
    setFailure(null);
    change(part).catch(setFailure);
  };

  return (
    <Dialog
      isOpen
      onClose={close}
      title={t('preferences.title')}
      width={360}
      footer={<DialogButtons confirm={<Button onPress={close}>{t('common.close')}</Button>} />}
    >
      <div className={styles.fields}>
        <Select
          label={t('preferences.language')}
          value={preferences.language}
          onChange={(language) => set({ language })}
          options={LANGUAGE_OPTIONS}
        />
        <RadioGroup
          label={t('preferences.theme')}
          value={preferences.theme}
          onChange={(theme) => set({ theme })}
          options={[
            { id: 'system', label: t('preferences.themeSystem') },
            { id: 'light', label: t('preferences.themeLight') },
            { id: 'dark', label: t('preferences.themeDark') },
          ]}
        />
        <section className={styles.group} aria-labelledby={transfersId}>
          <h3 id={transfersId} className="sectionHead">
            {t('preferences.transfers')}
          </h3>
          <TransferPreferences preferences={preferences} set={set} />
        </section>
        <section className={styles.group} aria-labelledby={watchId}>
          <h3 id={watchId} className="sectionHead">
            {t('preferences.watch')}
          </h3>
          <WatchPreferences preferences={preferences} set={set} />
        </section>
        {failure ? <ErrorNotice error={failure} connectionId={null} /> : null}
      </div>
    </Dialog>
  );
}
