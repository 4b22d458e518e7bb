import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConflictAnswer, ConflictQuestion, JobSnapshot } from '../../../shared/transfer.ts';
import { call } from '../../api/client.ts';
import { settingQuery, versioningOf } from '../../api/settings.ts';
import { useTransfers } from '../../stores/transfers.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogButtons } from '../../ui/DialogButtons.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import { visiblePath } from '../../ui/visiblePath.ts';
import styles from './ConflictDialog.module.css';
import { jobPlace } from './jobWords.ts';
import { useQuestions } from './questions.ts';

function Sides({ job, question }: { job: JobSnapshot; question: ConflictQuestion }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { existing, incoming } = question;
  const newer = Date.parse(incoming.modified) - Date.parse(existing.modified);
  const larger = incoming.size - existing.size;
  const mark = (isMarked: boolean, word: string) => isMarked && <span className={styles.mark}>{word}</span>;
  return (
    <table className={styles.sides}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('transfers.conflict.existing', { where: jobPlace(job, t) })}</th>
          <th scope="col">{t(`transfers.conflict.incoming.${job.kind}`)}</th>
        </tr>
      </thead>
      <tbody className="numbers">
        <tr>
          <th scope="row">{t('transfers.conflict.size')}</th>
          <td title={format.exactBytes(existing.size)}>
            {format.bytes(existing.size)} {mark(larger < 0, t('transfers.conflict.larger'))}
          </td>
          <td title={format.exactBytes(incoming.size)}>
            {format.bytes(incoming.size)} {mark(larger > 0, t('transfers.conflict.larger'))}
          </td>
        </tr>
        <tr>
          <th scope="row">{t('transfers.conflict.modified')}</th>
          <td title={format.exactWhen(existing.modified)}>
            {format.when(existing.modified)} {mark(newer < 0, t('transfers.conflict.newer'))}
          </td>
          <td title={format.exactWhen(incoming.modified)}>
            {format.when(incoming.modified)} {mark(newer > 0, t('transfers.conflict.newer'))}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** Beside the safe one, which is to skip. */
const OTHER_ANSWERS = ['if-changed', 'keep-both', 'overwrite'] as const;

function Question({ job, question }: { job: JobSnapshot; question: ConflictQuestion }) {
  const { t } = useTranslation();
  const later = useQuestions((s) => s.later);
  const [forAllOf, setForAllOf] = useState<number | null>(null);
  const { questionId } = question;
  const forAll = forAllOf === questionId;
  const answer = useMutation({
    mutationFn: (given: { questionId: number; answer: ConflictAnswer; forAll: boolean }) =>
      call('transfers.answer', { jobId: job.id, ...given }),
  });
  const cancel = useMutation({ mutationFn: () => call('transfers.cancel', { jobId: job.id }) });
  const versioning = useQuery({ ...settingQuery(job, 'versioning'), enabled: job.kind === 'upload' });
  const isThis = answer.variables?.questionId === questionId;
  const choose = (chosen: ConflictAnswer) => {
    // The next question takes a moment to arrive: a second press must not answer it unseen.
    if (isThis && (answer.isPending || answer.isSuccess)) return;
    answer.mutate({ questionId, answer: chosen, forAll });
  };
  const error = (isThis ? answer.error : null) ?? cancel.error;

  return (
    <Dialog
      isOpen
      onClose={() => later(job.id)}
      title={t('transfers.conflict.title', { name: visiblePath(question.name, t).plain })}
      width={680}
      footer={
        <DialogButtons
          confirm={OTHER_ANSWERS.map((other) => (
            <Button key={other} onPress={() => choose(other)}>
              {t(`transfers.conflict.answer.${other}`)}
            </Button>
          ))}
          cancel={
            <Button key={questionId} variant="primary" autoFocus onPress={() => choose('skip')}>
              {t('transfers.conflict.answer.skip')}
            </Button>
          }
          aside={
            <Button variant="plain" onPress={() => cancel.mutate()}>
              {t(`transfers.conflict.cancelJob.${job.kind}`)}
            </Button>
          }
        />
      }
    >
      <div className={styles.body}>
        <Sides job={job} question={question} />
        {versioningOf(versioning.data) === 'enabled' && <p className="secondary">{t('transfers.conflict.keepsOld')}</p>}
        {question.others > 0 && (
          <Checkbox isSelected={forAll} onChange={(on) => setForAllOf(on ? questionId : null)}>
            {t('transfers.conflict.forAll', { count: question.others })}
          </Checkbox>
        )}
        {error && <ErrorNotice error={error} />}
      </div>
    </Dialog>
  );
}

/** Asks what to do about a name that exists already, one question at a time. Escape puts it off: the dock keeps it. */
export function ConflictDialog() {
  const putOff = useQuestions((s) => s.putOff);
  const job = useTransfers((s) => {
    const id = s.ids.find((one) => s.jobs.get(one)?.question && !putOff.has(one));
    return id === undefined ? null : s.jobs.get(id);
  });
  if (!job?.question) return null;
  return <Question key={job.id} job={job} question={job.question} />;
}
