import { useMutation } from '@tanstack/react-query';
import { ArrowRight, ChevronRight, Download, FolderOpen, type LucideIcon, Trash2, Upload, X } from 'lucide-react';
import { memo, useId, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { isEnded, type JobKind, type JobSnapshot } from '../../../shared/transfer.ts';
import { call } from '../../api/client.ts';
import { useTransfers } from '../../stores/transfers.ts';
import { cx } from '../../ui/cx.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { JobDetails } from './JobDetails.tsx';
import styles from './JobRow.module.css';
import { JobStatus } from './JobStatus.tsx';
import { jobPlace, jobTitle } from './jobWords.ts';

const ICONS: Record<JobKind, LucideIcon> = { upload: Upload, download: Download, delete: Trash2 };

function JobLine({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  const jobId = job.id;
  const cancel = useMutation({ mutationFn: () => call('transfers.cancel', { jobId }) });
  const clear = useMutation({ mutationFn: () => call('transfers.clear', { jobId }) });
  const show = useMutation({ mutationFn: () => call('shell.showDownload', { jobId }) });
  const title = jobTitle(job, t);
  const kind = t(`transfers.kind.${job.kind}`);
  const place = jobPlace(job, t);
  const ended = isEnded(job.state);
  const error = cancel.error ?? clear.error ?? show.error;

  return (
    <li className={styles.job} aria-label={title} aria-description={kind}>
      <div className={styles.line}>
        <AriaButton
          className={cx(styles.name)}
          aria-label={t('transfers.detailsOf', { what: title })}
          aria-expanded={isOpen}
          {...(isOpen ? { 'aria-controls': detailsId } : {})}
          onPress={() => setOpen(!isOpen)}
        >
          <Icon of={ChevronRight} size={14} className={cx(styles.chevron, isOpen && styles.open)} />
          <span className={styles.kind} title={kind}>
            <Icon of={ICONS[job.kind]} />
          </span>
          <span className="ellipsis" title={title}>
            {title}
          </span>
        </AriaButton>
        <span className={styles.place} data-kind={job.kind}>
          {job.kind !== 'delete' && <Icon of={ArrowRight} size={14} />}
          <span className="ellipsis" title={place}>
            {place}
          </span>
        </span>
        <JobStatus job={job} title={title} isCancelling={cancel.isPending && !ended} />
        <span className={styles.actions}>
          {job.state === 'done' && job.kind === 'download' && job.items.done > 0 && (
            <IconButton isSmall icon={FolderOpen} label={t('transfers.action.show')} onPress={() => show.mutate()} />
          )}
          {ended ? (
            <IconButton isSmall icon={X} label={t('transfers.action.clear')} onPress={() => clear.mutate()} />
          ) : (
            <IconButton
              isSmall
              icon={X}
              label={t('transfers.action.cancel')}
              isDisabled={cancel.isPending}
              onPress={() => cancel.mutate()}
            />
          )}
        </span>
      </div>
      {error && (
        <div className={styles.below}>
          <ErrorNotice error={error} />
        </div>
      )}
      {isOpen && (
        <div id={detailsId} className={styles.below}>
          <JobDetails job={job} />
        </div>
      )}
    </li>
  );
}

/** One job of the dock: one line, its details below when opened. Drawn anew only when this job changes. */
export const JobRow = memo(function JobRow({ id }: { id: string }) {
  const job = useTransfers((s) => s.jobs.get(id));
  return job ? <JobLine job={job} /> : null;
});
