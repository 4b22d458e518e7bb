import { useTranslation } from 'react-i18next';
import { AppError } from '../../../../shared/errors.ts';
import type { RuleSnapshot } from '../../../../shared/watch/state.ts';
import { useDialog } from '../../../stores/dialog.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Note } from '../../../ui/FormParts.tsx';
import styles from './RuleNotes.module.css';

/** What the uploads of a rule wait for; where it is the keys, the way to enter others. */
function Waiting({ snapshot: { rule, waiting } }: { snapshot: RuleSnapshot }) {
  const { t } = useTranslation();
  const open = useDialog((s) => s.open);
  if (!waiting?.error) return null;
  const isAboutKeys = waiting.reason === 'credentials';
  return (
    <ErrorNotice
      isQuiet
      error={new AppError(waiting.error)}
      connectionId={rule.connectionId}
      action={
        isAboutKeys && (
          <Button isSmall onPress={() => open({ kind: 'connection', connectionId: rule.connectionId })}>
            {t('transfers.refused.edit')}
          </Button>
        )
      }
    />
  );
}

/** Why a rule does not do what it should: what the user's last action failed of, what stopped it, what it waits for. */
export function RuleNotes({ snapshot, failure }: { snapshot: RuleSnapshot; failure: unknown }) {
  const { t } = useTranslation();
  const { rule, state, error, polling, waiting, log } = snapshot;
  const isStopped = state === 'stopped' && error !== null;
  if (failure === null && !isStopped && !waiting?.error && !polling && !log.error) return null;
  return (
    <div className={styles.notes}>
      {failure !== null && <ErrorNotice error={failure} connectionId={rule.connectionId} />}
      {isStopped && <ErrorNotice isQuiet error={new AppError(error)} connectionId={rule.connectionId} />}
      <Waiting snapshot={snapshot} />
      {log.error && (
        <>
          <Note isWarning>{t('watch.page.logFailed')}</Note>
          <ErrorNotice isQuiet error={new AppError(log.error)} connectionId={rule.connectionId} />
        </>
      )}
      {polling && <Note>{t(`watch.page.polling.${polling}`)}</Note>}
    </div>
  );
}
