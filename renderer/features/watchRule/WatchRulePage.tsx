import { ArrowLeft, FolderSync } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnections } from '../../api/connections.ts';
import { useRules } from '../../api/watch.ts';
import { usePlace } from '../../stores/place.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Assistant } from './Assistant.tsx';
import { formOf, newForm } from './ruleForm.ts';
import { startFrom } from './suggestions.ts';
import styles from './WatchRulePage.module.css';

/** The form of a new rule, which begins with the place the user comes from. */
function NewRule() {
  const connections = useConnections().data;
  const past = usePlace((s) => s.past);
  const ids = connections?.map(({ id }) => id);
  return ids && <Assistant ruleId={null} first={newForm(startFrom(past, ids))} />;
}

/** The form of a rule that is there; what else happens to it meanwhile does not disturb who changes it. */
function ChangedRule({ ruleId }: { ruleId: string }) {
  const { t } = useTranslation();
  const go = usePlace((s) => s.go);
  const rules = useRules();
  const rule = rules.data?.find((one) => one.rule.id === ruleId)?.rule;
  const [first, setFirst] = useState(rule);
  if (rule && !first) setFirst(rule);
  if (first) return <Assistant ruleId={ruleId} first={formOf(first)} />;
  if (rules.error) {
    return (
      <div className={styles.trouble}>
        <ErrorNotice error={rules.error} onRetry={() => void rules.refetch()} connectionId={null} />
      </div>
    );
  }
  if (!rules.data) return null;
  return (
    <EmptyState
      icon={FolderSync}
      text={t('errors.rule-not-found')}
      action={<Button onPress={() => go({ view: 'watch', ruleId: null })}>{t('watch.rule.toRules')}</Button>}
    />
  );
}

/** The assistant that makes a rule or changes one, as a page in the centre of the window. */
export function WatchRulePage() {
  const { t } = useTranslation();
  const place = usePlace((s) => s.place);
  const up = usePlace((s) => s.up);
  if (place.view !== 'watchRule') return null;
  const { ruleId } = place;
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <IconButton icon={ArrowLeft} label={t('watch.rule.toRules')} onPress={up} />
        <h1 className={styles.title}>{t(ruleId === null ? 'watch.rule.new' : 'watch.rule.change')}</h1>
      </header>
      {ruleId === null ? <NewRule /> : <ChangedRule key={ruleId} ruleId={ruleId} />}
    </div>
  );
}
