import { Gauge } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../stores/preferences.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogButtons } from '../../ui/DialogButtons.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { MenuButton, type MenuItem } from '../../ui/Menu.tsx';
import { RateFields, type TypedRate } from '../../ui/RateFields.tsx';
import { parseRate, RATE_PRESETS, rateParts } from '../../ui/rates.ts';
import { useRateText } from '../../ui/useRateText.ts';
import { useJobActions } from './jobActions.ts';

function OtherLimit({ limit, onClose }: { limit: number | null; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const change = usePreferences((s) => s.change);
  const [typed, setTyped] = useState<TypedRate>(() => {
    if (limit === null) return { text: '', unit: 'MB' };
    const { value, unit } = rateParts(limit);
    return { text: String(value), unit };
  });
  const [isWrong, setWrong] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const bandwidthLimit = parseRate(typed.text, typed.unit);
    setWrong(bandwidthLimit === null);
    if (bandwidthLimit === null) return;
    try {
      await change({ bandwidthLimit });
      onClose();
    } catch (error) {
      setFailure(error);
    }
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('bandwidth.title')}
      width={320}
      footer={
        <DialogButtons
          cancel={<Button onPress={onClose}>{t('common.cancel')}</Button>}
          confirm={
            <Button variant="primary" type="submit" form={formId}>
              {t('bandwidth.set')}
            </Button>
          }
        />
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)}>
        <RateFields
          value={typed}
          onChange={(value) => {
            setTyped(value);
            setWrong(false);
          }}
          isWrong={isWrong}
          autoFocus
        />
      </form>
      {failure !== null && <ErrorNotice error={failure} connectionId={null} />}
    </Dialog>
  );
}

/** How fast all transfers together may be; in effect at once, while they run too. */
export function BandwidthMenu() {
  const { t } = useTranslation();
  const limit = usePreferences((s) => s.preferences.bandwidthLimit);
  const change = usePreferences((s) => s.change);
  const attemptAll = useJobActions((s) => s.attemptAll);
  const rateText = useRateText();
  const [isAsking, setAsking] = useState(false);

  const items: MenuItem[] = [
    ...[null, ...RATE_PRESETS].map((rate) => ({
      id: String(rate),
      label: rateText(rate),
      run: () => void attemptAll(() => change({ bandwidthLimit: rate })),
    })),
    { id: 'other', label: t('bandwidth.other'), run: () => setAsking(true) },
  ];
  const isPreset = limit === null || RATE_PRESETS.includes(limit);
  return (
    <>
      <MenuButton
        isSmall
        icon={Gauge}
        label={t('bandwidth.title')}
        text={limit === null ? undefined : rateText(limit)}
        items={items}
        chosen={isPreset ? String(limit) : 'other'}
      />
      {isAsking && <OtherLimit limit={limit} onClose={() => setAsking(false)} />}
    </>
  );
}
