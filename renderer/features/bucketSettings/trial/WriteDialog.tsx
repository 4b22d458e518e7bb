import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TrialPlan } from '../../../../shared/contract/access.ts';
import { call } from '../../../api/client.ts';
import type { BucketRef } from '../../../api/settings.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { DialogButtons } from '../../../ui/DialogButtons.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Note } from '../../../ui/FormParts.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { visiblePath } from '../../../ui/visiblePath.ts';
import styles from './WriteDialog.module.css';

type Aspect = 'keepsVersions' | 'notifies' | 'replicates';
const ASPECTS: readonly Aspect[] = ['keepsVersions', 'notifies', 'replicates'];

function PlanText({ plan }: { plan: TrialPlan }) {
  const { t } = useTranslation();
  const lock = plan.locks === null ? 'unknown' : 'yes';
  if (plan.locks !== false) return <Note isWarning>{t(`settings.access.plan.locks.${lock}`)}</Note>;
  return (
    <>
      <p>{t('settings.access.plan.text')}</p>
      <p className={styles.key}>{visiblePath(plan.probeKey, t).plain}</p>
      {ASPECTS.filter((aspect) => plan[aspect] !== false).map((aspect) => (
        <Note key={aspect} isWarning={aspect !== 'keepsVersions'}>
          {t(`settings.access.plan.${aspect}.${plan[aspect] === null ? 'unknown' : 'yes'}`)}
        </Note>
      ))}
    </>
  );
}

/** Tells what trying to write would leave and set off, and asks. Nothing is written unless that is chosen here. */
export function WriteDialog(props: {
  place: BucketRef;
  objectKey: string;
  onAnswer: (writes: boolean) => void;
  onClose: () => void;
}) {
  const { place, objectKey, onAnswer, onClose } = props;
  const { t } = useTranslation();
  const plan = useQuery({
    queryKey: ['trialPlan', place.connectionId, place.bucket, objectKey],
    queryFn: ({ signal }) => call('access.trialPlan', { ...place, key: objectKey }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
  const mayWrite = plan.data?.locks === false;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      role="alertdialog"
      title={t('settings.access.plan.title')}
      width={460}
      footer={
        <DialogButtons
          aside={<Button onPress={onClose}>{t('common.cancel')}</Button>}
          cancel={
            <Button autoFocus onPress={() => onAnswer(false)}>
              {t('settings.access.plan.readOnly')}
            </Button>
          }
          confirm={
            <Button isDisabled={!mayWrite} onPress={() => onAnswer(true)}>
              {t('settings.access.plan.write')}
            </Button>
          }
        />
      }
    >
      <div className={styles.body}>
        {plan.isPending && <ProgressBar label={t('settings.access.plan.reading')} value={null} />}
        {plan.error && <ErrorNotice error={plan.error} onRetry={() => void plan.refetch()} />}
        {plan.data && <PlanText plan={plan.data} />}
      </div>
    </Dialog>
  );
}
