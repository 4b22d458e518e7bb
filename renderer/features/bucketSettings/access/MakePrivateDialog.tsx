import { Circle, CircleAlert, CircleCheck, type LucideIcon, RotateCw, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrivatePlan } from '../../../../shared/access/makePrivate.ts';
import type { BucketRef } from '../../../api/settings.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { DialogButtons } from '../../../ui/DialogButtons.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Note } from '../../../ui/FormParts.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import styles from './MakePrivateDialog.module.css';
import { type Step, useMakePrivate } from './useMakePrivate.ts';

const ICONS: Record<Step['state'], LucideIcon> = {
  waiting: Circle,
  running: RotateCw,
  done: CircleCheck,
  otherwise: TriangleAlert,
  failed: CircleAlert,
};

function PlanText({ plan, objectsMayDiffer }: { plan: PrivatePlan; objectsMayDiffer: boolean }) {
  const { t } = useTranslation();
  const items = plan.words.map(({ key, values = {} }) => {
    const { statement = '', permission = '' } = values;
    return t(`settings.access.private.${key}`, { statement, permission });
  });
  return (
    <>
      <p>{t('settings.access.private.list')}</p>
      <ul className={styles.list}>
        {[...new Set(items)].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {plan.hidden.map((setting) => (
        <Note key={setting} isWarning>
          {t('settings.access.private.hidden', { title: t(`settings.${setting}.title`) })}
        </Note>
      ))}
      {objectsMayDiffer && !plan.changes.some(({ setting }) => setting === 'publicAccessBlock') && (
        <Note isWarning>{t('settings.access.objectsMayDiffer')}</Note>
      )}
      <Note>{t('settings.access.private.undo')}</Note>
    </>
  );
}

function Steps({ steps }: { steps: readonly Step[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.steps}>
      {steps.map(({ setting, state, error }) => (
        <li key={setting}>
          <p className={styles.step}>
            <Icon of={ICONS[state]} className={styles[state]} />
            {t(`settings.access.private.step.${state}`, { title: t(`settings.${setting}.title`) })}
          </p>
          {state === 'failed' && <ErrorNotice error={error} />}
        </li>
      ))}
    </ul>
  );
}

/** Lists what will be changed to make the bucket private, and does it. */
export function MakePrivateDialog(props: {
  place: BucketRef;
  plan: PrivatePlan;
  objectsMayDiffer: boolean;
  onClose: () => void;
  /** After all changes were tried; `isDone` when all of them were made. */
  onApplied: (isDone: boolean) => Promise<void>;
}) {
  const { place, objectsMayDiffer, onClose, onApplied } = props;
  const { t } = useTranslation();
  // What is applied is what was shown: reading the settings anew must not change it.
  const [plan] = useState(props.plan);
  const { steps, isRunning, run } = useMakePrivate(place, plan);
  const [isReading, setReading] = useState(false);
  const isBusy = isRunning || isReading;
  const apply = async () => {
    const isDone = await run();
    setReading(true);
    await onApplied(isDone);
    setReading(false);
    if (isDone) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={() => {
        if (!isBusy) onClose();
      }}
      role="alertdialog"
      title={t('settings.access.private.title', { bucket: place.bucket })}
      width={480}
      footer={
        <DialogButtons
          cancel={
            <Button autoFocus isPending={isBusy} onPress={onClose}>
              {t(steps ? 'common.close' : 'common.cancel')}
            </Button>
          }
          confirm={
            !steps && (
              <Button variant="primary" onPress={() => void apply()}>
                {t('settings.access.private.confirm')}
              </Button>
            )
          }
        />
      }
    >
      <div className={styles.body}>
        {steps ? <Steps steps={steps} /> : <PlanText plan={plan} objectsMayDiffer={objectsMayDiffer} />}
        {isBusy && <ProgressBar label={t('settings.access.private.running')} value={null} />}
      </div>
    </Dialog>
  );
}
