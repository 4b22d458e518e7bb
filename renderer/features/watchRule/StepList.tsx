import { Check, CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { moveInList } from '../../ui/moveInList.ts';
import { STEPS, type StepId } from './ruleProblems.ts';
import styles from './StepList.module.css';
import type { RuleEditor } from './useRuleEditor.ts';
import { useStepSummary } from './useStepSummary.ts';

type Mark = 'done' | 'wrong' | null;

function markOf(editor: RuleEditor, step: StepId): Mark {
  if (editor.isWrong(step)) return 'wrong';
  return editor.blocking.includes(step) ? null : 'done';
}

function StepButton({
  step,
  number,
  mark,
  summary,
  isSelected,
  isTabStop,
  onSelect,
  onFocus,
}: {
  step: StepId;
  number: number;
  mark: Mark;
  summary: string;
  isSelected: boolean;
  isTabStop: boolean;
  onSelect: () => void;
  onFocus: () => void;
}) {
  const { t } = useTranslation();
  const title = t(`watch.rule.step.${step}`);
  return (
    <AriaButton
      className={cx(styles.step, isSelected && styles.selected)}
      excludeFromTabOrder={!isTabStop}
      onPress={onSelect}
      onFocus={onFocus}
      aria-label={mark === 'wrong' ? t('watch.rule.stepWrong', { title }) : title}
      {...(isSelected ? { 'aria-current': 'step' as const } : {})}
    >
      <span className={styles.number}>{number}</span>
      <span className={styles.words}>
        <span className="ellipsis">{title}</span>
        <span className={cx(styles.summary, 'ellipsis')} title={summary}>
          {summary}
        </span>
      </span>
      {mark && <Icon of={mark === 'done' ? Check : CircleAlert} size={14} className={styles[mark]} />}
    </AriaButton>
  );
}

/**
 * The steps of the assistant, each with what has been chosen in it; any can be opened at any time. One tab stop: arrows,
 * Home and End go through it, Enter opens.
 */
export function StepList({
  editor,
  selected,
  onSelect,
}: {
  editor: RuleEditor;
  selected: StepId;
  onSelect: (step: StepId) => void;
}) {
  const { t } = useTranslation();
  const summaryOf = useStepSummary();
  const [focused, setFocused] = useState<StepId | null>(null);
  return (
    <nav
      className={styles.list}
      aria-label={t('watch.rule.steps')}
      onKeyDown={moveInList}
      onBlur={() => setFocused(null)}
    >
      <ol>
        {STEPS.map((step, index) => (
          <li key={step}>
            <StepButton
              step={step}
              number={index + 1}
              mark={markOf(editor, step)}
              summary={summaryOf(editor.form, step)}
              isSelected={step === selected}
              isTabStop={step === (focused ?? selected)}
              onSelect={() => onSelect(step)}
              onFocus={() => setFocused(step)}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}
