import { ChevronRight, CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import styles from './SettingFrame.module.css';
import type { Setting } from './useSetting.ts';

export type SettingFrameProps = {
  title: string;
  /** What the setting does, in one sentence. */
  what: string;
  setting: Pick<
    Setting<unknown, unknown>,
    'server' | 'readError' | 'retry' | 'revert' | 'isChanged' | 'save' | 'isSaving' | 'saveError'
  >;
  /** The document that would be sent to S3. */
  json: unknown;
  /** What saving would change, in words; shown only while the draft differs. */
  changes: readonly string[];
  /** Told after saving: what the server says now. `isAsSent` false: it says something else than was sent. */
  saved: { text: string; isAsSent: boolean } | null;
  /** The form. */
  children: ReactNode;
};

function Skeleton() {
  const { t } = useTranslation();
  return (
    <div className={styles.skeleton} role="status" aria-label={t('settings.loading')}>
      <div />
      <div />
      <div />
    </div>
  );
}

function Json({ value }: { value: unknown }) {
  const { t } = useTranslation();
  return (
    <Disclosure className={cx(styles.json)}>
      <AriaButton slot="trigger" className={cx(styles.jsonToggle)}>
        <Icon of={ChevronRight} size={14} className={styles.chevron} />
        {t('settings.json')}
      </AriaButton>
      <DisclosurePanel>
        <pre className={cx(styles.code, 'mono', 'selectable')}>{JSON.stringify(value, null, 2)}</pre>
      </DisclosurePanel>
    </Disclosure>
  );
}

/** The frame every bucket setting stands in: what it does, the form, as JSON, what will change, Save and Revert. */
export function SettingFrame({ title, what, setting, json, changes, saved, children }: SettingFrameProps) {
  const { t } = useTranslation();
  const { isChanged, isSaving } = setting;
  return (
    <section className={styles.frame} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.what}>{what}</p>
      {setting.readError && <ErrorNotice error={setting.readError} onRetry={setting.retry} />}
      {setting.server === undefined && !setting.readError && <Skeleton />}
      {setting.server !== undefined && (
        <>
          {children}
          <Json value={json} />
          {isChanged && (
            <div className={styles.changes}>
              <h3 className="sectionHead">{t('settings.changes')}</h3>
              {changes.map((change) => (
                <p key={change}>{change}</p>
              ))}
            </div>
          )}
          {setting.saveError && <ErrorNotice error={setting.saveError} />}
          <div className={styles.buttons}>
            <Button variant="primary" isDisabled={!isChanged || isSaving} onPress={setting.save}>
              {isSaving ? t('settings.saving') : t('settings.save')}
            </Button>
            <Button isDisabled={!isChanged || isSaving} onPress={setting.revert}>
              {t('settings.revert')}
            </Button>
            <p role="status" className={styles.saved}>
              {saved && (
                <>
                  <Icon
                    of={saved.isAsSent ? CircleCheck : TriangleAlert}
                    className={saved.isAsSent ? styles.good : styles.warning}
                  />
                  <span>{saved.text}</span>
                </>
              )}
            </p>
          </div>
        </>
      )}
      <LeaveDialog isChanged={isChanged} />
    </section>
  );
}
