import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client.ts';
import { usePlace } from '../../stores/place.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { focusFirstField, isFocusLost } from '../../ui/focus.ts';
import { LeaveDialog } from '../../ui/LeaveDialog.tsx';
import { AfterStep } from './AfterStep.tsx';
import styles from './Assistant.module.css';
import { DataStep } from './data/DataStep.tsx';
import { FolderStep } from './FolderStep.tsx';
import { LiveExample } from './LiveExample.tsx';
import { refusedField } from './refusalOf.ts';
import { draftOf, type RuleForm } from './ruleForm.ts';
import { STEPS, type StepId, stepOf } from './ruleProblems.ts';
import { StepList } from './StepList.tsx';
import { TargetStep } from './TargetStep.tsx';
import { type RuleEditor, useRuleEditor } from './useRuleEditor.ts';

const PANELS = { folder: FolderStep, data: DataStep, target: TargetStep, after: AfterStep } as const;

/** What the rule still needs before it can be saved, as the steps it is missing in. */
function Needed({ editor }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  if (editor.blocking.length === 0) return null;
  const names = editor.blocking.map((step) => t(`watch.rule.step.${step}`)).join(', ');
  return <span className="secondary">{t('watch.rule.needed', { names })}</span>;
}

type Saving = { isSaving: boolean; failure: unknown; save(): void };

/** Saves the rule and goes to it. What is refused is shown at its field, in its step. */
function useSaving(editor: RuleEditor, show: (step: StepId) => void, onSaved: (ruleId: string) => void): Saving {
  const { t } = useTranslation();
  const [isSaving, setSaving] = useState(false);
  const [failed, setFailed] = useState<{ form: RuleForm; error: unknown } | null>(null);
  const run = async () => {
    setSaving(true);
    setFailed(null);
    editor.refuse(null);
    try {
      const { ruleId } = await call('watch.save', { ruleId: editor.ruleId, draft: draftOf(editor.form) });
      onSaved(ruleId);
    } catch (thrown) {
      const refused = refusedField(thrown);
      if (refused) {
        const { field, reason, rule } = refused;
        editor.refuse({ field, text: t(`watch.rule.refused.${reason}`, { rule }) });
        show(stepOf(field));
      }
      setFailed({ form: editor.form, error: thrown });
    } finally {
      setSaving(false);
    }
  };
  // What has failed is not the form as it is now.
  const failure = failed?.form === editor.form ? failed.error : null;
  return { isSaving, failure, save: () => void run() };
}

/** The assistant: its steps at the left, one in the middle, an example and the buttons below. */
export function Assistant({ ruleId, first }: { ruleId: string | null; first: RuleForm }) {
  const { t } = useTranslation();
  const up = usePlace((s) => s.up);
  const go = usePlace((s) => s.go);
  const editor = useRuleEditor(ruleId, first);
  const [step, setStep] = useState<StepId>('folder');
  const [savedId, setSavedId] = useState<string | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  const takesFocus = useRef(true);
  const index = STEPS.indexOf(step);
  const isLast = index === STEPS.length - 1;

  const show = (next: StepId | undefined, withFocus: boolean) => {
    if (!next || next === step) return;
    editor.leave(step);
    takesFocus.current = withFocus;
    setStep(next);
  };
  const { isSaving, failure, save } = useSaving(editor, (wrong) => show(wrong, true), setSavedId);

  // What was pressed to come here is gone, or stands below: the focus goes on to the first field of the step.
  useEffect(() => {
    panel.current?.scrollTo({ top: 0 });
    if (takesFocus.current || isFocusLost()) focusFirstField(panel.current?.querySelector(`[data-step="${step}"]`));
    takesFocus.current = false;
  }, [step]);
  // In an effect: by then the page no longer holds the user for changes that are not saved.
  useEffect(() => {
    if (savedId !== null) go({ view: 'watch', ruleId: savedId });
  }, [savedId, go]);

  const Panel = PANELS[step];
  return (
    <>
      <div className={styles.columns}>
        <StepList editor={editor} selected={step} onSelect={(next) => show(next, false)} />
        <div className={styles.panel} ref={panel}>
          <div data-step={step}>
            <ErrorBoundary resetOn={step}>
              <Panel editor={editor} />
            </ErrorBoundary>
          </div>
        </div>
      </div>
      <footer className={styles.footer}>
        <LiveExample editor={editor} />
        {failure !== null && <ErrorNotice error={failure} connectionId={null} />}
        <div className={styles.buttons}>
          <Button isDisabled={index === 0} onPress={() => show(STEPS[index - 1], true)}>
            {t('watch.rule.back')}
          </Button>
          <Button
            variant={ruleId === null && !editor.canSave && !isLast ? 'primary' : 'secondary'}
            isDisabled={isLast}
            onPress={() => show(STEPS[index + 1], true)}
          >
            {t('watch.rule.next')}
          </Button>
          <div className={styles.needed} role="status">
            <Needed editor={editor} />
          </div>
          <Button onPress={up}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={!editor.canSave} isPending={isSaving} onPress={save}>
            {t('watch.rule.save')}
          </Button>
        </div>
      </footer>
      <LeaveDialog isChanged={editor.isChanged && savedId === null} />
    </>
  );
}
