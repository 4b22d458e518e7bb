import { ChevronUp, Copy, Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { VersioningStatus } from '../../../../shared/contract/objects.ts';
import type { LifecycleRule } from '../../../../shared/settings/documents/lifecycle.ts';
import type { Problem } from '../../../../shared/settings/problems.ts';
import { usePreferences } from '../../../stores/preferences.ts';
import { cx } from '../../../ui/cx.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { ItemCard } from '../../../ui/ItemCard.tsx';
import { ProblemLine } from '../../../ui/ProblemLine.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { useProblemText } from '../useProblemText.ts';
import styles from './LifecycleForm.module.css';
import { RuleFields } from './RuleFields.tsx';
import { problemsOfRule } from './ruleProblems.ts';
import { ruleSentence } from './ruleWords.ts';

export type RuleCardProps = {
  index: number;
  rule: LifecycleRule;
  onChange: (rule: LifecycleRule) => void;
  onDuplicate: () => void;
  onRemove: () => void;
  isOpen: boolean;
  onToggle: () => void;
  problems: readonly Problem[];
  versioning: VersioningStatus | 'unknown';
  isDisabled: boolean;
};

/** A rule in words, with what can be done with it; open, its fields. */
export function RuleCard(props: RuleCardProps) {
  const { index, rule, onChange, onDuplicate, onRemove, isOpen, onToggle, problems, versioning, isDisabled } = props;
  const { t } = useTranslation();
  const language = usePreferences((s) => s.preferences.language);
  const { fields, rest } = problemsOfRule(problems, index);
  const number = index + 1;
  const isOn = rule.Status === 'Enabled';
  const textOf = useProblemText();
  // A closed rule has no fields to show them at.
  const told = isOpen ? rest : [...fields.values(), ...rest];
  return (
    <ItemCard
      title={
        <span className={cx(styles.title, !isOn && styles.off)}>
          <span className={cx(styles.number, 'numbers')}>{number}</span>
          <span>{ruleSentence(t, language, rule, versioning)}</span>
        </span>
      }
      actions={
        <>
          <Switch
            label={t('settings.lifecycle.switch', { number })}
            isSelected={isOn}
            onChange={(next) => onChange({ ...rule, Status: next ? 'Enabled' : 'Disabled' })}
            isDisabled={isDisabled}
          />
          <IconButton
            icon={isOpen ? ChevronUp : Pencil}
            label={t(isOpen ? 'settings.lifecycle.close' : 'settings.lifecycle.edit', { number })}
            isSmall
            onPress={onToggle}
          />
          <IconButton
            icon={Copy}
            label={t('settings.lifecycle.duplicate', { number })}
            isSmall
            isDisabled={isDisabled}
            onPress={onDuplicate}
          />
        </>
      }
      removeLabel={t('settings.lifecycle.remove', { number })}
      onRemove={onRemove}
      isDisabled={isDisabled}
    >
      {(isOpen || told.length > 0) && (
        <>
          {told.map((problem) => (
            <ProblemLine
              key={`${problem.code} ${problem.path.join('.')}`}
              severity={problem.severity}
              text={textOf(problem)}
            />
          ))}
          {isOpen && (
            <RuleFields
              rule={rule}
              onChange={onChange}
              problemAt={(field) => {
                const problem = fields.get(field);
                return problem && textOf(problem);
              }}
              versioning={versioning}
              isDisabled={isDisabled}
            />
          )}
        </>
      )}
    </ItemCard>
  );
}
