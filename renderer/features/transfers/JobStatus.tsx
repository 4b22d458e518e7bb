import { CircleAlert, CircleCheck, CircleHelp, CircleSlash, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { AppError } from '../../../shared/errors.ts';
import { isEnded, type JobSnapshot } from '../../../shared/transfer.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useAppError } from '../../ui/useAppError.ts';
import { useFormat } from '../../ui/useFormat.ts';
import styles from './JobStatus.module.css';
import { outcomeWords } from './jobWords.ts';
import { jobFraction, percentOf } from './progress.ts';
import { useQuestions } from './questions.ts';
import { useSecondsUntil } from './useSecondsUntil.ts';

type Tone = 'good' | 'warning' | 'danger' | 'quiet';

function Ended({ icon, tone, text }: { icon: LucideIcon; tone: Tone; text: string }) {
  return (
    <span className={styles.ended}>
      <Icon of={icon} size={14} className={styles[tone]} />
      <span className="ellipsis numbers" title={text}>
        {text}
      </span>
    </span>
  );
}

function EndedStatus({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useAppError();
  const { items, bytes } = job;
  if (job.state === 'cancelled') return <Ended icon={CircleSlash} tone="quiet" text={t('transfers.state.cancelled')} />;
  if (job.state === 'failed') {
    const reason = job.error ? words(new AppError(job.error)).text : t('transfers.failed', { count: items.failed });
    return <Ended icon={CircleAlert} tone="danger" text={reason} />;
  }
  if (items.total > 0 && items.skipped === items.total) {
    return <Ended icon={CircleSlash} tone="quiet" text={t('transfers.state.allSkipped')} />;
  }
  const size = job.kind !== 'delete' && bytes.done > 0 ? [format.bytes(bytes.done)] : [];
  const text = [t('transfers.state.done'), ...size, ...outcomeWords(job, t)].join(', ');
  return items.failed > 0 ? (
    <Ended icon={CircleAlert} tone="danger" text={text} />
  ) : (
    <Ended icon={CircleCheck} tone="good" text={text} />
  );
}

function RunningNumbers({ job, fraction }: { job: JobSnapshot; fraction: number | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <span className={cx(styles.running, 'numbers')}>
      <span className={styles.percent}>
        {fraction === null ? '' : t('transfers.percent', { percent: percentOf(fraction) })}
      </span>
      <span className={styles.speed}>
        {job.speed === null ? '' : t('transfers.perSecond', { size: format.bytes(job.speed) })}
      </span>
      <span className={styles.eta}>{job.etaSeconds === null ? '' : format.duration(job.etaSeconds)}</span>
    </span>
  );
}

function useWaitingWords(job: JobSnapshot, isCancelling: boolean): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  const seconds = useSecondsUntil(job.state === 'waiting-retry' ? job.retryAt : null);
  if (isCancelling) return t('transfers.state.cancelling');
  if (job.state === 'waiting-retry') {
    return seconds ? t('transfers.state.retryIn', { time: format.duration(seconds) }) : t('transfers.state.retryNow');
  }
  if (
    job.state === 'queued' ||
    job.state === 'preparing' ||
    job.state === 'finishing' ||
    job.state === 'needs-answer'
  ) {
    return t(`transfers.state.${job.state}`);
  }
  return null;
}

/** A job's bar, and beside it its numbers while it runs, else its state in words. */
export function JobStatus({ job, title, isCancelling }: { job: JobSnapshot; title: string; isCancelling: boolean }) {
  const { t } = useTranslation();
  const waiting = useWaitingWords(job, isCancelling);
  const open = useQuestions((s) => s.open);
  if (isEnded(job.state)) return <EndedStatus job={job} />;
  const fraction = jobFraction(job);
  return (
    <>
      <span className={styles.bar}>
        {job.state !== 'queued' && <ProgressBar label={t('transfers.progressOf', { what: title })} value={fraction} />}
      </span>
      {waiting === null ? (
        <RunningNumbers job={job} fraction={fraction} />
      ) : (
        <span className={styles.waiting}>
          {job.state === 'needs-answer' && <Icon of={CircleHelp} size={14} className={styles.warning} />}
          <span className="ellipsis numbers" title={waiting}>
            {waiting}
          </span>
          {job.state === 'needs-answer' && (
            <Button isSmall onPress={() => open(job.id)}>
              {t('transfers.action.answer')}
            </Button>
          )}
        </span>
      )}
    </>
  );
}
