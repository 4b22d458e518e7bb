import { useTranslation } from 'react-i18next';
import styles from './RateFields.module.css';
import type { RateUnit } from './rates.ts';
import { Select } from './Select.tsx';
import { TextField } from './TextField.tsx';

/** A bandwidth limit as it is being typed. */
export type TypedRate = { text: string; unit: RateUnit };

/** A bandwidth limit of one's own: the number and its unit. */
export function RateFields({
  value,
  onChange,
  onLeave,
  isWrong,
  autoFocus = false,
}: {
  value: TypedRate;
  onChange: (value: TypedRate) => void;
  /** The cursor left the number. */
  onLeave?: (() => void) | undefined;
  /** Says what may be entered. */
  isWrong: boolean;
  autoFocus?: boolean | undefined;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.fields}>
      <TextField
        label={t('bandwidth.atMost')}
        value={value.text}
        onChange={(text) => onChange({ ...value, text })}
        onBlur={onLeave}
        error={isWrong ? t('bandwidth.wrong') : undefined}
        autoFocus={autoFocus}
      />
      <Select
        label={t('bandwidth.unit')}
        value={value.unit}
        onChange={(unit) => onChange({ ...value, unit })}
        options={[
          { id: 'kB', label: t('bandwidth.units.kB') },
          { id: 'MB', label: t('bandwidth.units.MB') },
        ]}
      />
    </div>
  );
}
