import {
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CirclePause,
  CircleSlash,
  Hourglass,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { AppError } from '../../../shared/errors.ts';
import { isEnded, type JobSnapshot, type JobState } from '../../../shared/transfer.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useAppError } from '../../ui/useAppError.ts';
import { useFormat } from '../../ui/useFormat.ts';
import { canResume } from './abilities.ts';
import styles from './JobStatus.module.css';
import { outcomeWords } from './jobWords.ts';
import { jobFraction, percentOf } from './progress.ts';
import { useQuestions } from './questions.ts';
import { useWaitText } from './useWaitText.ts';

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

/** How a job ended: done and how much, or why not. `isBrief` leaves the size out, where it has a column of its own. */
export function Outcome({ job, isBrief = false }: { job: JobSnapshot; isBrief?: boolean }) {
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
  const size = !isBrief && job.kind !== 'delete' && bytes.done > 0 ? [format.bytes(bytes.done)] : [];
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

/** What is told in place of the numbers of a job that does not run; null while it does. */
function useStateWords(job: JobSnapshot, isCancelling: boolean): string | null {
  const { t } = useTranslation();
  const waiting = useWaitText(job.state === 'waiting' ? job.waiting : null);
  if (isCancelling) return t('transfers.state.cancelling');
  switch (job.state) {
    case 'waiting':
      return waiting ?? t('transfers.state.waiting');
    case 'paused':
      return t(job.interrupted ? 'transfers.state.interrupted' : 'transfers.state.paused');
    case 'queued':
    case 'preparing':
    case 'finishing':
    case 'needs-answer':
      return t(`transfers.state.${job.state}`);
    case 'running':
    case 'done':
    case 'failed':
    case 'cancelled':
      return null;
  }
}

/** States in which the user, the server or the disk must move first. */
const ICONS: Partial<Record<JobState, { icon: LucideIcon; tone: Tone }>> = {
  'needs-answer': { icon: CircleHelp, tone: 'warning' },
  waiting: { icon: Hourglass, tone: 'warning' },
  paused: { icon: CirclePause, tone: 'quiet' },
};

/** A job's bar, and beside it its numbers while it runs, else its state in words. */
export function JobStatus({ job, title, isCancelling }: { job: JobSnapshot; title: string; isCancelling: boolean }) {
  const { t } = useTranslation();
  const words = useStateWords(job, isCancelling);
  const open = useQuestions((s) => s.open);
  if (isEnded(job.state)) return <Outcome job={job} />;
  const fraction = jobFraction(job);
  // What does not move and is not counted yet has nothing to show.
  const isStill = job.state === 'queued' || job.state === 'paused' || job.state === 'waiting';
  const hasBar = fraction !== null || !isStill;
  const mark = isCancelling ? undefined : ICONS[job.state];
  return (
    <>
      <span className={styles.bar}>
        {hasBar && (
          <ProgressBar
            label={t('transfers.progressOf', { what: title })}
            value={fraction}
            tone={canResume(job) ? 'quiet' : 'accent'}
          />
        )}
      </span>
      {words === null ? (
        <RunningNumbers job={job} fraction={fraction} />
      ) : (
        <span className={styles.waiting}>
          {mark && <Icon of={mark.icon} size={14} className={styles[mark.tone]} />}
          <span className="ellipsis numbers" title={words}>
            {words}
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
