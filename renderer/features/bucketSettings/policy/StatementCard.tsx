import { ChevronUp, Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PolicyStatement } from '../../../../shared/settings/documents/policy.ts';
import type { Problem } from '../../../../shared/settings/problems.ts';
import { cx } from '../../../ui/cx.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { ItemCard } from '../../../ui/ItemCard.tsx';
import { ProblemLine } from '../../../ui/ProblemLine.tsx';
import { useProblemText } from '../useProblemText.ts';
import styles from './PolicyForm.module.css';
import { StatementFields } from './StatementFields.tsx';

export type StatementCardProps = {
  /** From 1. */
  number: number;
  /** What it does, in words. */
  title: string;
  statement: PolicyStatement;
  onChange: (statement: PolicyStatement) => void;
  onRemove: () => void;
  isOpen: boolean;
  onToggle: () => void;
  /** Those of this statement. */
  problems: readonly Problem[];
  bucket: string;
  isDisabled: boolean;
};

/** A statement in words; open, its fields. */
export function StatementCard(props: StatementCardProps) {
  const { number, title, statement, onChange, onRemove, isOpen, onToggle, problems, bucket, isDisabled } = props;
  const { t } = useTranslation();
  const problemText = useProblemText();
  return (
    <ItemCard
      title={
        <span className={styles.title}>
          <span className={cx(styles.number, 'numbers')}>{number}</span>
          <span>{title}</span>
        </span>
      }
      actions={
        <IconButton
          icon={isOpen ? ChevronUp : Pencil}
          label={t(isOpen ? 'settings.policy.close' : 'settings.policy.edit', { number })}
          isSmall
          onPress={onToggle}
        />
      }
      removeLabel={t('settings.policy.remove', { number })}
      onRemove={onRemove}
      isDisabled={isDisabled}
    >
      {(isOpen || problems.length > 0) && (
        <>
          {problems.map((problem) => (
            <ProblemLine
              key={`${problem.code} ${problem.path.join('.')}`}
              severity={problem.severity}
              text={problemText(problem)}
            />
          ))}
          {isOpen && (
            <StatementFields statement={statement} onChange={onChange} bucket={bucket} isDisabled={isDisabled} />
          )}
        </>
      )}
    </ItemCard>
  );
}
