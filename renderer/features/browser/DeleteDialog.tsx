import { History, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeletePlan } from '../../../shared/contract/objects.ts';
import { visibleEntryName } from '../../../shared/visibleName.ts';
import { call } from '../../api/client.ts';
import type { ListingPlace } from '../../stores/listing.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogButtons } from '../../ui/DialogButtons.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { NameText } from '../../ui/grid/NameText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import { type Targets, targetChunks } from './chunks.ts';
import styles from './DeleteDialog.module.css';
import { useNameWords, whereText } from './names.ts';

type State = { step: 'counting' } | { step: 'asking'; plan: DeletePlan } | { step: 'failed'; error: unknown };

async function planOf(place: ListingPlace, targets: Targets, signal: AbortSignal): Promise<DeletePlan> {
  const { connectionId, bucket } = place;
  let plan: DeletePlan = { objects: 0, bytes: 0, versioning: 'unknown' };
  for (const chunk of targetChunks(targets)) {
    const part = await call('objects.planDelete', { connectionId, bucket, ...chunk }, { signal });
    plan = { ...part, objects: plan.objects + part.objects, bytes: plan.bytes + part.bytes };
  }
  return plan;
}

/** Says what deleting would destroy, how many and how much, and whether it can be undone, before it does. */
export function DeleteDialog({
  place,
  targets,
  onClose,
}: {
  place: ListingPlace;
  targets: Targets;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [state, setState] = useState<State>({ step: 'counting' });
  const [isStarting, setStarting] = useState(false);

  useEffect(() => {
    const counting = new AbortController();
    planOf(place, targets, counting.signal).then(
      (plan) => setState({ step: 'asking', plan }),
      (error: unknown) => {
        if (!counting.signal.aborted) setState({ step: 'failed', error });
      },
    );
    return () => counting.abort();
  }, [place, targets]);

  const remove = async () => {
    const { connectionId, bucket } = place;
    setStarting(true);
    try {
      for (const chunk of targetChunks(targets)) await call('transfers.delete', { connectionId, bucket, ...chunk });
      onClose();
    } catch (error) {
      setState({ step: 'failed', error });
    } finally {
      setStarting(false);
    }
  };

  const count = state.step === 'asking' ? state.plan.objects : 0;
  const isNothing = state.step === 'asking' && count === 0;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      role="alertdialog"
      title={count > 0 ? t('delete.titleCounted', { count }) : t('delete.title')}
      footer={
        <DialogButtons
          cancel={
            <Button autoFocus onPress={onClose}>
              {isNothing ? t('delete.close') : t('delete.cancel')}
            </Button>
          }
          confirm={
            !isNothing && (
              <Button variant="danger" isDisabled={count === 0 || isStarting} onPress={() => void remove()}>
                {count > 0 ? t('delete.confirm', { count }) : t('delete.title')}
              </Button>
            )
          }
        />
      }
    >
      <div className={styles.body}>
        {state.step === 'counting' && (
          <>
            <p>{t('delete.counting')}</p>
            <ProgressBar label={t('delete.counting')} value={null} />
          </>
        )}
        {state.step === 'failed' && <ErrorNotice error={state.error} />}
        {state.step === 'asking' && <PlanText plan={state.plan} place={place} targets={targets} />}
      </div>
    </Dialog>
  );
}

function PlanText({ plan, place, targets }: { plan: DeletePlan; place: ListingPlace; targets: Targets }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useNameWords();
  if (plan.objects === 0) return <p>{t('delete.nothing')}</p>;
  const bytes = format.bytes(plan.bytes);
  const only = targets.prefixes.length === 0 && targets.keys.length === 1 ? targets.keys[0] : undefined;
  const folder = targets.keys.length === 0 && targets.prefixes.length === 1 ? targets.prefixes[0] : undefined;
  return (
    <>
      {only === undefined ? (
        <p>
          {t('delete.many', {
            count: plan.objects,
            bytes,
            where: whereText(place.bucket, folder ?? place.prefix, words),
          })}
        </p>
      ) : (
        <p className={styles.single}>
          <NameText className={styles.name} segments={visibleEntryName(only, place.prefix, words).segments} />
          <span className={cx(styles.bytes, 'secondary')}>{bytes}</span>
        </p>
      )}
      <p className={styles.means}>
        <Icon of={plan.versioning === 'enabled' ? History : TriangleAlert} className={styles[plan.versioning]} />
        {t(`delete.means.${plan.versioning}`)}
      </p>
    </>
  );
}
