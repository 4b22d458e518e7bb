import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preferences } from '../../../shared/contract/app.ts';
import { CONFLICT_STRATEGIES } from '../../../shared/transfer.ts';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { RateFields, type TypedRate } from '../../ui/RateFields.tsx';
import { parseRate, RATE_PRESETS, rateParts } from '../../ui/rates.ts';
import { Select } from '../../ui/Select.tsx';
import { useRateText } from '../../ui/useRateText.ts';

type Props = { preferences: Preferences; set: (part: Partial<Preferences>) => void };

function BandwidthField({ preferences, set }: Props) {
  const { t } = useTranslation();
  const rateText = useRateText();
  const limit = preferences.bandwidthLimit;
  const isPreset = limit === null || RATE_PRESETS.includes(limit);
  /** Null while one of the offered limits is chosen. */
  const [typed, setTyped] = useState<TypedRate | null>(() => {
    if (isPreset) return null;
    const { value, unit } = rateParts(limit);
    return { text: String(value), unit };
  });
  const [isWrong, setWrong] = useState(false);

  const keep = (next: TypedRate) => {
    const bandwidthLimit = parseRate(next.text, next.unit);
    setWrong(bandwidthLimit === null);
    if (bandwidthLimit !== null) set({ bandwidthLimit });
  };
  const change = (next: TypedRate) => {
    setTyped(next);
    setWrong(false);
    // A number is complete when the cursor leaves it: the first digit of 25 is no limit anyone wants.
    if (next.unit !== typed?.unit) keep(next);
  };
  const choose = (id: string) => {
    setWrong(false);
    if (id === 'other') {
      const { value, unit } = rateParts(limit ?? RATE_PRESETS[1] ?? 0);
      const shown: TypedRate = { text: String(value), unit };
      setTyped(shown);
      keep(shown);
      return;
    }
    setTyped(null);
    set({ bandwidthLimit: [null, ...RATE_PRESETS].find((preset) => String(preset) === id) ?? null });
  };
  return (
    <>
      <Select
        label={t('bandwidth.title')}
        value={typed ? 'other' : String(limit)}
        onChange={choose}
        options={[
          ...[null, ...RATE_PRESETS].map((preset) => ({ id: String(preset), label: rateText(preset) })),
          { id: 'other', label: t('bandwidth.other') },
        ]}
      />
      {typed && <RateFields value={typed} onChange={change} onLeave={() => keep(typed)} isWrong={isWrong} />}
    </>
  );
}

/** What transfers do by themselves, in effect at once. */
export function TransferPreferences({ preferences, set }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        label={t('preferences.conflicts')}
        value={preferences.conflicts}
        onChange={(conflicts) => set({ conflicts })}
        options={CONFLICT_STRATEGIES.map((strategy) => ({
          id: strategy,
          label: t(`preferences.conflict.${strategy}`),
        }))}
      />
      <RadioGroup
        label={t('preferences.interrupted')}
        value={preferences.interrupted}
        onChange={(interrupted) => set({ interrupted })}
        options={[
          { id: 'resume', label: t('preferences.interruptedResume') },
          { id: 'ask', label: t('preferences.interruptedAsk') },
        ]}
      />
      <BandwidthField preferences={preferences} set={set} />
    </>
  );
}
