import type { TFunction } from 'i18next';
import type { JobSnapshot } from '../../../shared/transfer.ts';
import { visiblePath } from '../../ui/visiblePath.ts';

/** What a job moves, by its name when it is one thing: "orders.csv", "12 files"; of a watched folder "Watch: Orders, 12 files". */
export function jobTitle(job: JobSnapshot, t: TFunction): string {
  if (job.rule === null) return thingsOf(job, t);
  const watch = t('transfers.watch', { rule: visiblePath(job.rule, t).plain });
  return job.items.total === 0 ? watch : `${watch}, ${thingsOf(job, t)}`;
}

function thingsOf(job: JobSnapshot, t: TFunction): string {
  if (job.name !== null) return visiblePath(job.name, t).plain;
  const things = job.kind === 'delete' ? 'objects' : 'files';
  if (job.items.total === 0) return t(`transfers.${things}Uncounted`);
  return t(`transfers.${things}`, { count: job.items.total });
}

/** Where a job works: "shop-data/in/" on the server, or the local folder of a download. */
export function jobPlace(job: JobSnapshot, t: TFunction): string {
  if (job.kind === 'download' && job.localFolder !== null) return visiblePath(job.localFolder, t).plain;
  return `${job.bucket}/${visiblePath(job.prefix, t).plain}`;
}

/** A message about a job that has ended, to be shown when nobody was looking; null when there is nothing to tell. */
export type EndedMessage = { text: string; tone: 'success' | 'info' | 'danger' };

/** `reason`: the sentence of the job's error. */
export function endedMessage(job: JobSnapshot, reason: string, t: TFunction): EndedMessage | null {
  const what = jobTitle(job, t);
  const where = jobPlace(job, t);
  const { total, failed, skipped } = job.items;
  if (job.state === 'failed')
    return { text: t(`transfers.toast.failed.${job.kind}`, { what, reason }), tone: 'danger' };
  if (job.state !== 'done') return null;
  if (failed > 0) {
    return { text: t(`transfers.toast.partly.${job.kind}`, { count: total, failed, where }), tone: 'danger' };
  }
  if (total > 0 && skipped === total) return { text: t('transfers.toast.skipped', { what }), tone: 'info' };
  const moved =
    skipped === 0 || job.name !== null ? what : t('transfers.files', { count: Math.max(0, total - skipped) });
  return { text: t(`transfers.toast.done.${job.kind}`, { what: moved, where }), tone: 'success' };
}

/** One message for several jobs that ended together; `messages` are theirs. */
export function endedTogether(messages: readonly EndedMessage[], t: TFunction): EndedMessage {
  const failed = messages.filter((message) => message.tone === 'danger').length;
  const words = [
    t('transfers.toast.many', { count: messages.length }),
    ...(failed > 0 ? [t('transfers.toast.manyFailed', { count: failed })] : []),
  ];
  return { text: words.join(', '), tone: failed > 0 ? 'danger' : 'success' };
}

/** How a job that is done went, after "Done": "2 failed", "3 skipped", "1 note". The notes stand in its details. */
export function outcomeWords(job: JobSnapshot, t: TFunction): string[] {
  const { failed, skipped } = job.items;
  // What was skipped because of its name has a notice too, but is counted already.
  const notes = Math.max(0, job.noticeCount - skipped);
  return [
    ...(failed > 0 ? [t('transfers.failed', { count: failed })] : []),
    ...(skipped > 0 ? [t('transfers.skipped', { count: skipped })] : []),
    ...(notes > 0 ? [t('transfers.notes', { count: notes })] : []),
  ];
}
