import { FolderOpen, Pause, Play, RotateCw, X } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { isEnded, type JobSnapshot } from '../../../shared/transfer.ts';
import { useTransfers } from '../../stores/transfers.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { canPause, canResume, canShow, isInterrupted } from './abilities.ts';
import { JobLine } from './JobLine.tsx';
import type { RowPlace } from './JobRows.tsx';
import { JobStatus } from './JobStatus.tsx';
import { useJobActions } from './jobActions.ts';
import { jobTitle } from './jobWords.ts';

/** The buttons of a line. Each stands in a place of its own, so that the focus stays when one takes the other's. */
function Actions({ job, isCurrent }: { job: JobSnapshot; isCurrent: boolean }) {
  const { t } = useTranslation();
  const run = useJobActions((s) => s.run);
  const excludeFromTabOrder = !isCurrent;
  const ended = isEnded(job.state);
  const resume = t(isInterrupted(job) ? 'transfers.action.continue' : 'transfers.action.resume');
  return (
    <>
      {canShow(job) && (
        <IconButton
          isSmall
          icon={FolderOpen}
          label={t('transfers.action.show')}
          excludeFromTabOrder={excludeFromTabOrder}
          onPress={() => void run(job.id, 'show')}
        />
      )}
      {job.canRetry && (
        <IconButton
          isSmall
          icon={RotateCw}
          label={t('transfers.action.retry')}
          excludeFromTabOrder={excludeFromTabOrder}
          onPress={() => void run(job.id, 'retry')}
        />
      )}
      {(canPause(job) || canResume(job)) && (
        <IconButton
          isSmall
          icon={canResume(job) ? Play : Pause}
          label={canResume(job) ? resume : t('transfers.action.pause')}
          excludeFromTabOrder={excludeFromTabOrder}
          onPress={() => void run(job.id, canResume(job) ? 'resume' : 'pause')}
        />
      )}
      <IconButton
        isSmall
        icon={X}
        label={t(ended ? 'transfers.action.clear' : 'transfers.action.cancel')}
        excludeFromTabOrder={excludeFromTabOrder}
        onPress={() => void run(job.id, ended ? 'clear' : 'cancel')}
      />
    </>
  );
}

type Props = RowPlace & { id: string; isOpen: boolean; isDragged: boolean; onToggle: (id: string) => void };

/** One job of the dock: one line, its details below when opened. Drawn anew only when this job changes. */
export const JobRow = memo(function JobRow({ id, isOpen, isDragged, onToggle, ...place }: Props) {
  const { t } = useTranslation();
  const job = useTransfers((s) => s.jobs.get(id));
  const isCancelling = useJobActions((s) => s.busy.get(id) === 'cancel');
  const failure = useJobActions((s) => s.failures.get(id));
  if (!job) return null;
  return (
    <JobLine
      job={job}
      {...place}
      isOpen={isOpen}
      isDragged={isDragged}
      onToggle={onToggle}
      failure={failure}
      status={<JobStatus job={job} title={jobTitle(job, t)} isCancelling={isCancelling && !isEnded(job.state)} />}
      actions={<Actions job={job} isCurrent={place.isCurrent} />}
    />
  );
});
