import { ArrowRight, ChevronRight, Download, type LucideIcon, Trash2, Upload } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { JobKind, JobSnapshot } from '../../../shared/transfer.ts';
import { cx } from '../../ui/cx.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { JobDetails } from './JobDetails.tsx';
import styles from './JobLine.module.css';
import type { RowPlace } from './JobRows.tsx';
import { jobPlace, jobTitle } from './jobWords.ts';

const ICONS: Record<JobKind, LucideIcon> = { upload: Upload, download: Download, delete: Trash2 };

type Props = RowPlace & {
  job: JobSnapshot;
  isOpen: boolean;
  onToggle: (id: string) => void;
  /** What stands between the place and the buttons. */
  status: ReactNode;
  actions?: ReactNode | undefined;
  isDragged?: boolean | undefined;
  /** What could not be done with the job. */
  failure?: unknown;
};

/** The line of a job, at work or in the history: what, where, how it stands, what can be done; below it its details. */
export function JobLine(props: Props) {
  const { job, index, count, top, isCurrent, measure, isOpen, onToggle, status, actions, isDragged, failure } = props;
  const { t } = useTranslation();
  const detailsId = useId();
  const title = jobTitle(job, t);
  const kind = t(`transfers.kind.${job.kind}`);
  const place = jobPlace(job, t);

  return (
    <li
      ref={measure}
      className={cx(styles.job, isDragged && styles.dragged)}
      style={{ translate: `0 ${top}px` }}
      aria-label={title}
      aria-description={kind}
      aria-posinset={index + 1}
      aria-setsize={count}
      data-index={index}
      data-row-id={job.id}
    >
      <div className={styles.line} data-row-line>
        <AriaButton
          className={cx(styles.name)}
          aria-label={t('transfers.detailsOf', { what: title })}
          aria-expanded={isOpen}
          {...(isOpen ? { 'aria-controls': detailsId } : {})}
          excludeFromTabOrder={!isCurrent}
          onPress={() => onToggle(job.id)}
          data-row-head
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
        {status}
        {actions && (
          <span className={styles.actions} data-row-actions>
            {actions}
          </span>
        )}
      </div>
      {failure !== undefined && (
        <div className={styles.below}>
          <ErrorNotice error={failure} connectionId={job.connectionId} />
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
