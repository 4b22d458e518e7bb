import { CircleAlert } from 'lucide-react';
import { Disclosure, DisclosurePanel } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ConditionProblem } from '../../../../shared/watch/data.ts';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { DetailsToggle } from '../../../ui/DetailsToggle.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { withName } from '../conditionPlace.ts';
import type { RuleForm } from '../ruleForm.ts';
import type { RuleEditor } from '../useRuleEditor.ts';
import styles from './ConditionTrouble.module.css';
import { useConditionText } from './useConditionText.ts';

/** The condition with a name that was meant. */
function mended(form: RuleForm, problem: ConditionProblem, name: string): Partial<RuleForm> {
  if (form.filterKind === 'sql') return { condition: withName(form.condition, problem, name) };
  return {
    comparisons: form.comparisons.map((one) => (one.column === problem.name ? { ...one, column: name } : one)),
  };
}

/** What is wrong with a condition and where, the names that may have been meant, and the database's own words. */
export function ConditionTrouble({ editor, problem }: { editor: RuleEditor; problem: ConditionProblem }) {
  const { t } = useTranslation();
  const sentence = useConditionText();
  const { line, column, candidates, message } = problem;
  const { form, change, preview } = editor;
  const place = form.filterKind === 'sql' && line !== null && column !== null ? { line, column } : null;
  return (
    <div className={cx(styles.trouble, preview.isOutdated && styles.outdated)} role="alert">
      <Icon of={CircleAlert} className={styles.icon} />
      <Disclosure className={cx(styles.words)}>
        <p className={styles.text}>
          {place && `${t('watch.filter.place', place)} `}
          {sentence(problem)}
        </p>
        <div className={styles.buttons}>
          {candidates.length > 0 && <span className="secondary">{t('watch.filter.meant')}</span>}
          {candidates.slice(0, 5).map((name) => (
            <Button key={name} isSmall onPress={() => change((now) => mended(now, problem, name))}>
              {name}
            </Button>
          ))}
          <DetailsToggle />
        </div>
        <DisclosurePanel>
          <p className={cx(styles.message, 'mono', 'selectable')}>{message}</p>
        </DisclosurePanel>
      </Disclosure>
    </div>
  );
}
