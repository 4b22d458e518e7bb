import { FolderSync, Plus } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleSnapshot } from '../../../shared/watch/state.ts';
import { useRules } from '../../api/watch.ts';
import { usePlace } from '../../stores/place.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { isFocusLost } from '../../ui/focus.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { RuleView } from './RuleView.tsx';
import { RuleList } from './ruleList/RuleList.tsx';
import { useAnnouncement } from './useAnnouncement.ts';
import styles from './WatchPage.module.css';

function makeRule(): void {
  usePlace.getState().go({ view: 'watchRule', ruleId: null });
}

function Rules({ rules, page }: { rules: readonly RuleSnapshot[]; page: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation();
  const chosenId = usePlace(({ place }) => (place.view === 'watch' ? place.ruleId : null));
  // Who comes back from the assistant, or has removed a rule, has left the focus there: it goes on to the list, or to what makes a rule.
  useEffect(() => {
    if (!isFocusLost()) return;
    page.current?.querySelector<HTMLElement>(rules.length > 0 ? '[aria-current]' : 'button')?.focus();
  }, [rules.length, page]);
  const chosen = rules.find(({ rule }) => rule.id === chosenId) ?? rules[0];
  if (!chosen) {
    return (
      <EmptyState
        icon={FolderSync}
        text={t('watch.page.empty')}
        action={
          <Button variant="primary" onPress={makeRule}>
            {t('watch.page.new')}
          </Button>
        }
      />
    );
  }
  return (
    <div className={styles.columns}>
      <RuleList
        rules={rules}
        chosenId={chosen.rule.id}
        onChoose={(ruleId) => usePlace.getState().go({ view: 'watch', ruleId })}
      />
      <RuleView key={chosen.rule.id} snapshot={chosen} rules={rules} />
    </div>
  );
}

/** The rules of watched folders: what each is doing, what it has done, and what it needs of the user. */
export function WatchPage() {
  const { t } = useTranslation();
  const { data: rules, error, isPending, refetch } = useRules();
  const spoken = useAnnouncement(rules);
  const page = useRef<HTMLDivElement>(null);
  return (
    <div className={styles.page} ref={page}>
      <header className={styles.header}>
        <h1 className={styles.title}>{t('watch.page.title')}</h1>
        {rules && rules.length > 0 && (
          <Button icon={Plus} onPress={makeRule}>
            {t('watch.page.new')}
          </Button>
        )}
        {isPending && (
          <div className={styles.reading}>
            <ProgressBar label={t('watch.page.loading')} value={null} />
          </div>
        )}
      </header>
      {error && (
        <div className={styles.failure}>
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {rules && <Rules rules={rules} page={page} />}
      <p role="status" className="spoken">
        {spoken}
      </p>
    </div>
  );
}
