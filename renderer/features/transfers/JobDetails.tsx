import { useTranslation } from 'react-i18next';
import { AppError } from '../../../shared/errors.ts';
import type { JobNotice, JobSnapshot } from '../../../shared/transfer.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import { visiblePath } from '../../ui/visiblePath.ts';
import styles from './JobDetails.module.css';
import { jobPlace } from './jobWords.ts';

function useFacts(job: JobSnapshot): { label: string; value: string; title?: string }[] {
  const { t } = useTranslation();
  const format = useFormat();
  const of = (done: string, total: string) => t('transfers.details.of', { done, total });
  const { items, bytes } = job;
  return [
    { label: t(`transfers.details.where.${job.kind}`), value: jobPlace(job, t) },
    {
      label: t(job.kind === 'delete' ? 'transfers.details.objects' : 'transfers.details.items'),
      value: of(format.count(items.done), format.count(items.total)),
    },
    ...(bytes.total > 0
      ? [
          {
            label: t('transfers.details.bytes'),
            value: of(format.bytes(bytes.done), format.bytes(bytes.total)),
            title: of(format.exactBytes(bytes.done), format.exactBytes(bytes.total)),
          },
        ]
      : []),
    {
      label: t('transfers.details.started'),
      value: format.when(job.createdAt),
      title: format.exactWhen(job.createdAt),
    },
    ...(job.endedAt
      ? [{ label: t('transfers.details.ended'), value: format.when(job.endedAt), title: format.exactWhen(job.endedAt) }]
      : []),
  ];
}

function More({ count }: { count: number }) {
  const { t } = useTranslation();
  return count > 0 ? <p className="secondary">{t('transfers.details.more', { count })}</p> : null;
}

function Problems({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation();
  if (job.problems.length === 0) return null;
  return (
    <>
      <ul className={styles.problems}>
        {job.problems.map((problem) => (
          <li key={problem.name}>
            <p className={styles.itemName}>{visiblePath(problem.name, t).plain}</p>
            <ErrorNotice isQuiet error={new AppError(problem.error)} />
          </li>
        ))}
      </ul>
      <More count={job.items.failed - job.problems.length} />
    </>
  );
}

/** Notices of one kind together, in the order in which the kinds came up. */
function byKind(notices: readonly JobNotice[]): [JobNotice['kind'], JobNotice[]][] {
  const kinds = [...new Set(notices.map((notice) => notice.kind))];
  return kinds.map((kind) => {
    // What happened twice to one file is told once.
    const names = new Map(notices.filter((notice) => notice.kind === kind).map((notice) => [notice.name, notice]));
    return [kind, [...names.values()]];
  });
}

function Notices({ job }: { job: JobSnapshot }) {
  const { t } = useTranslation();
  if (job.notices.length === 0) return null;
  return (
    <>
      {byKind(job.notices).map(([kind, notices]) => (
        <section key={kind}>
          <p>{t(`transfers.notice.${kind}`)}</p>
          <ul className={styles.names}>
            {notices.map((notice) => (
              <li key={notice.name}>
                {notice.detail === undefined
                  ? visiblePath(notice.name, t).plain
                  : t('transfers.notice.renamed', { name: visiblePath(notice.name, t).plain, detail: notice.detail })}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <More count={job.noticeCount - job.notices.length} />
    </>
  );
}

/** What stands below a job's line: where, how much, what failed and what was left out or named anew. */
export function JobDetails({ job }: { job: JobSnapshot }) {
  const facts = useFacts(job);
  const reason = job.error ?? job.waiting?.error;
  return (
    <div className={styles.details}>
      <dl className={styles.facts}>
        {facts.map((fact) => (
          <div key={fact.label} className={styles.fact}>
            <dt>{fact.label}</dt>
            <dd className="numbers" title={fact.title}>
              {fact.value}
            </dd>
          </div>
        ))}
      </dl>
      {reason && <ErrorNotice isQuiet error={new AppError(reason)} connectionId={job.connectionId} />}
      <Problems job={job} />
      <Notices job={job} />
    </div>
  );
}
