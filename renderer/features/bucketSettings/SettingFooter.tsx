import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRemovable, type WritableSettingId } from '../../../shared/settings/documents.ts';
import { Button } from '../../ui/Button.tsx';
import { isFocusLost } from '../../ui/focus.ts';
import { Icon } from '../../ui/Icon.tsx';
import { differenceLines } from './changeLines.ts';
import { RemoveDialog } from './RemoveDialog.tsx';
import { ENTRIES } from './registry.ts';
import styles from './SettingFooter.module.css';
import type { ChangeContext } from './settingForm.ts';
import type { Setting } from './useSetting.ts';

type FooterProps<S extends WritableSettingId> = { id: S; setting: Setting<S>; context: ChangeContext };

/** What the server says after saving. */
function useSavedText<S extends WritableSettingId>({
  id,
  setting,
}: Pick<FooterProps<S>, 'id' | 'setting'>): string | null {
  const { t } = useTranslation();
  const { saved } = setting;
  if (!saved) return null;
  const state = ENTRIES[id].state?.(t, saved.answer);
  if (!saved.isAsSent) return state ? t('settings.savedOtherwise', { state }) : t('settings.savedDiffers');
  if (state) return t('settings.saved', { state });
  return t(saved.sent === null ? 'settings.removed' : 'settings.savedSame');
}

function Outcome<S extends WritableSettingId>({ id, setting, context }: FooterProps<S>) {
  const { t } = useTranslation();
  const { draft, saved } = setting;
  const text = useSavedText({ id, setting });
  const otherwise = ENTRIES[id].keptOtherwise ?? differenceLines;
  const errors = draft.problems.filter(({ severity }) => severity === 'error').length;
  const outcome = useRef<HTMLDivElement>(null);
  const isSaved = saved !== null;
  // The button that was pressed is off or gone afterwards: the focus goes to what came of it.
  useEffect(() => {
    if (isSaved && isFocusLost()) outcome.current?.focus();
  }, [isSaved]);
  return (
    <div role="status" className={styles.outcome} ref={outcome} tabIndex={-1}>
      {draft.isChanged && errors > 0 && (
        <span className={styles.secondary}>{t('settings.errors', { count: errors })}</span>
      )}
      {saved && (
        <>
          <Icon
            of={saved.isAsSent ? CircleCheck : TriangleAlert}
            className={saved.isAsSent ? styles.good : styles.warning}
          />
          <div>
            <p>{text}</p>
            {!saved.isAsSent &&
              otherwise(t, saved.sent, saved.answer, context).map((line) => (
                <p key={line} className={styles.secondary}>
                  {line}
                </p>
              ))}
          </div>
        </>
      )}
    </div>
  );
}

/** Save, Revert and Remove, and what came of them. It stays in sight below a long form. */
export function SettingFooter<S extends WritableSettingId>({ id, setting, context }: FooterProps<S>) {
  const { t } = useTranslation();
  const [isAsked, setAsked] = useState(false);
  const { draft, isSaving, reading } = setting;
  const canRemove = isRemovable(id) && reading.state?.state === 'set';
  return (
    <div className={styles.footer}>
      <Button variant="primary" isDisabled={!draft.canSave} isPending={isSaving} onPress={setting.save}>
        {isSaving ? t('settings.saving') : t('settings.save')}
      </Button>
      <Button isDisabled={!draft.isChanged || isSaving} onPress={setting.revert}>
        {t('settings.revert')}
      </Button>
      <Outcome id={id} setting={setting} context={context} />
      {canRemove && (
        <Button isDisabled={isSaving} onPress={() => setAsked(true)}>
          {t('settings.remove')}
        </Button>
      )}
      <RemoveDialog
        isOpen={isAsked}
        title={t(`settings.${id}.title`)}
        onClose={() => setAsked(false)}
        onConfirm={() => {
          setAsked(false);
          setting.remove();
        }}
      />
    </div>
  );
}
