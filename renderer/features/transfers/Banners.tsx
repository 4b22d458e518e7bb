import { History, KeyRound, type LucideIcon } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobSnapshot } from '../../../shared/transfer.ts';
import { useConnection } from '../../api/connections.ts';
import { useDialog } from '../../stores/dialog.ts';
import { useTransfers } from '../../stores/transfers.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { isInterrupted, isRefused } from './abilities.ts';
import styles from './Banners.module.css';
import { CancelDialog } from './CancelDialog.tsx';
import { useJobActions } from './jobActions.ts';

type BannerProps = {
  icon: LucideIcon;
  tone: 'warning' | 'quiet';
  text: string;
  /** The way on. */
  action: ReactNode;
  /** The jobs it is about, and the words of the button that cancels them, after a question. */
  jobs: readonly JobSnapshot[];
  cancelLabel: string;
};

function Banner({ icon, tone, text, action, jobs, cancelLabel }: BannerProps) {
  const runEach = useJobActions((s) => s.runEach);
  const [isAsking, setAsking] = useState(false);
  return (
    <div className={styles.banner} role={tone === 'warning' ? 'alert' : 'status'}>
      <Icon of={icon} className={styles[tone]} />
      <span className={styles.text}>{text}</span>
      {action}
      <Button isSmall onPress={() => setAsking(true)}>
        {cancelLabel}
      </Button>
      {isAsking && (
        <CancelDialog
          count={jobs.length}
          onClose={() => setAsking(false)}
          onConfirm={() =>
            void runEach(
              jobs.map((job) => job.id),
              'cancel',
            )
          }
        />
      )}
    </div>
  );
}

/** Asked once for a connection, however many of its jobs wait. */
function RefusedKeys({ connectionId, jobs }: { connectionId: string; jobs: readonly JobSnapshot[] }) {
  const { t } = useTranslation();
  const connection = useConnection(connectionId);
  const open = useDialog((s) => s.open);
  return (
    <Banner
      icon={KeyRound}
      tone="warning"
      text={t('transfers.refused.text', { count: jobs.length, name: connection?.name ?? jobs[0]?.bucket })}
      jobs={jobs}
      cancelLabel={t('transfers.refused.cancel')}
      action={
        <Button isSmall onPress={() => open({ kind: 'connection', connectionId, askSecret: true })}>
          {t('transfers.refused.edit')}
        </Button>
      }
    />
  );
}

function Interrupted({ jobs }: { jobs: readonly JobSnapshot[] }) {
  const { t } = useTranslation();
  const runEach = useJobActions((s) => s.runEach);
  return (
    <Banner
      icon={History}
      tone="quiet"
      text={t('transfers.interrupted.text', { count: jobs.length })}
      jobs={jobs}
      cancelLabel={t('transfers.all.cancel')}
      action={
        <Button
          isSmall
          onPress={() =>
            void runEach(
              jobs.map((job) => job.id),
              'resume',
            )
          }
        >
          {t('transfers.interrupted.continue')}
        </Button>
      }
    />
  );
}

function byConnection(jobs: readonly JobSnapshot[]): [string, JobSnapshot[]][] {
  const ids = [...new Set(jobs.map((job) => job.connectionId))];
  return ids.map((id) => [id, jobs.filter((job) => job.connectionId === id)]);
}

/** What the user must settle before transfers can go on, and what could not be done with several at once. */
export function Banners() {
  const { t } = useTranslation();
  const jobs = useTransfers((s) => s.jobs);
  const { failure, dismissFailure } = useJobActions();
  const { refused, interrupted } = useMemo(() => {
    const all = [...jobs.values()];
    return {
      refused: byConnection(all.filter(isRefused)),
      interrupted: all.filter(isInterrupted),
    };
  }, [jobs]);
  return (
    <>
      {failure !== null && (
        <div className={styles.failure}>
          <ErrorNotice
            error={failure}
            connectionId={null}
            action={
              <Button isSmall onPress={dismissFailure}>
                {t('common.close')}
              </Button>
            }
          />
        </div>
      )}
      {refused.map(([connectionId, waiting]) => (
        <RefusedKeys key={connectionId} connectionId={connectionId} jobs={waiting} />
      ))}
      {interrupted.length > 0 && <Interrupted jobs={interrupted} />}
    </>
  );
}
