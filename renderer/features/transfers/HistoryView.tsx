import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobSnapshot } from '../../../shared/transfer.ts';
import { cx } from '../../ui/cx.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import styles from './HistoryView.module.css';
import { JobLine } from './JobLine.tsx';
import { JobRows, type RowPlace } from './JobRows.tsx';
import { Outcome } from './JobStatus.tsx';
import { useHistory } from './useHistory.ts';
import { useToggles } from './useToggles.ts';

/** A history says what a job has moved; a delete moves nothing. */
function Status({ job }: { job: JobSnapshot }) {
  const format = useFormat();
  const { bytes, endedAt } = job;
  const hasSize = job.kind !== 'delete' && bytes.total > 0;
  return (
    <>
      <span className={cx(styles.size, 'numbers')} title={hasSize ? format.exactBytes(bytes.total) : undefined}>
        {hasSize ? format.bytes(bytes.total) : ''}
      </span>
      <span className={cx(styles.when, 'numbers')} title={endedAt ? format.exactWhen(endedAt) : undefined}>
        {endedAt ? format.when(endedAt) : ''}
      </span>
      <span className={styles.outcome}>
        <Outcome job={job} isBrief />
      </span>
    </>
  );
}

type RowProps = RowPlace & { job: JobSnapshot; isOpen: boolean; onToggle: (id: string) => void };

const HistoryRow = memo(function HistoryRow(props: RowProps) {
  return <JobLine {...props} status={<Status job={props.job} />} />;
});

/** Transfers that have ended, in this run of the program and before, the newest on top. */
export function HistoryView({ search }: { search: string }) {
  const { t } = useTranslation();
  const { ids, jobs, query, error, isPending, isFetching, refetch, loadMore } = useHistory(search);
  const { opened, toggle } = useToggles();
  return (
    <div className={styles.view}>
      {isFetching && (
        <div className={styles.working}>
          <ProgressBar label={t('transfers.history.loading')} value={null} />
        </div>
      )}
      {error && (
        <div className={styles.note}>
          <ErrorNotice error={error} connectionId={null} onRetry={() => void refetch()} />
        </div>
      )}
      {!isPending && !error && ids.length === 0 && (
        <p className={cx(styles.note, 'secondary')}>
          {query === '' ? t('transfers.history.empty') : t('transfers.history.nothing', { text: query })}
        </p>
      )}
      {ids.length > 0 && (
        <JobRows
          label={t('transfers.history.title')}
          ids={ids}
          onNearEnd={loadMore}
          renderRow={(id: string, place: RowPlace) => {
            const job = jobs.get(id);
            return job ? <HistoryRow key={id} job={job} {...place} isOpen={opened.has(id)} onToggle={toggle} /> : null;
          }}
        />
      )}
    </div>
  );
}
