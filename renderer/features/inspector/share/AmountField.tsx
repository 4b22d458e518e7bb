import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../../../ui/NumberField.tsx';
import { Select } from '../../../ui/Select.tsx';
import type { Units } from './amount.ts';
import { unitOf } from './amount.ts';
import styles from './Share.module.css';

export type AmountFieldProps<Unit extends 'minutes' | 'hours' | 'days' | 'B' | 'kB' | 'MB' | 'GB'> = {
  label: string;
  /** In the base unit; null while nothing is entered. */
  value: number | null;
  onChange: (value: number | null) => void;
  units: Units<Unit>;
  preferred: Unit;
  error?: string | undefined;
};

/** A whole number with its unit, as a time or a size. */
export function AmountField<Unit extends 'minutes' | 'hours' | 'days' | 'B' | 'kB' | 'MB' | 'GB'>({
  label,
  value,
  onChange,
  units,
  preferred,
  error,
}: AmountFieldProps<Unit>) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(preferred);
  const unit = unitOf(value, units, chosen);
  const names = Object.keys(units) as Unit[];
  return (
    <div className={styles.amount}>
      <NumberField
        label={label}
        value={value === null ? null : value / units[unit]}
        onChange={(number) => onChange(number === null ? null : number * units[unit])}
        error={error}
      />
      <Select
        label={t('objectAccess.unitOf', { what: label })}
        hideLabel
        value={unit}
        onChange={(next) => {
          setChosen(next);
          if (value !== null) onChange((value / units[unit]) * units[next]);
        }}
        options={names.map((id) => ({ id, label: t(`objectAccess.unit.${id}`) }))}
      />
    </div>
  );
}
