import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleSnapshot } from '../../../shared/watch/state.ts';
import { RuleActions } from './RuleActions.tsx';
import { RuleStatus } from './RuleStatus.tsx';
import { RuleTabs } from './RuleTabs.tsx';
import styles from './RuleView.module.css';
import { ActivityChart } from './rule/ActivityChart.tsx';
import { Filtering } from './rule/Filtering.tsx';
import { RuleFacts } from './rule/RuleFacts.tsx';
import { RuleNotes } from './rule/RuleNotes.tsx';
import { ruleSentence } from './sentence.ts';

/** One rule: how it stands, what it does, what can be done with it, its failed files and its log. */
export function RuleView({ snapshot, rules }: { snapshot: RuleSnapshot; rules: readonly RuleSnapshot[] }) {
  const { t } = useTranslation();
  const { rule } = snapshot;
  // Of an action of the user's, told where its button is.
  const [failure, setFailure] = useState<unknown>(null);
  return (
    <section className={styles.view} aria-label={rule.name}>
      <div className={styles.above}>
        <div className={styles.head}>
          <h2 className={styles.name}>{rule.name}</h2>
          <RuleStatus snapshot={snapshot} />
        </div>
        <p className={styles.sentence}>{ruleSentence(rule, t)}</p>
        <RuleActions rule={rule} onFailure={setFailure} />
        <RuleNotes snapshot={snapshot} failure={failure} />
        <div className={styles.figures}>
          <RuleFacts snapshot={snapshot} />
          <ActivityChart ruleId={rule.id} />
        </div>
        <Filtering snapshot={snapshot} />
      </div>
      <RuleTabs snapshot={snapshot} rules={rules} />
    </section>
  );
}
