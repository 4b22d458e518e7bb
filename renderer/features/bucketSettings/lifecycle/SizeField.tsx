import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../../../ui/NumberField.tsx';
import { Select } from '../../../ui/Select.tsx';
import styles from './RuleFields.module.css';
import { SIZE_UNITS, type SizeUnit, UNIT_BYTES, unitOf } from './sizeUnits.ts';

/** A size with its unit; the value in bytes, null for none. */
export function SizeField({
  label,
  value,
  onChange,
  error,
  isDisabled,
}: {
  label: string;
  value: number | null;
  onChange: (bytes: number | null) => void;
  error: string | undefined;
  isDisabled: boolean;
}) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<SizeUnit>(() => unitOf(value, 'MB'));
  const unit = unitOf(value, chosen);
  const size = UNIT_BYTES[unit];
  return (
    <div className={styles.size}>
      <NumberField
        label={label}
        value={value === null ? null : value / size}
        onChange={(number) => onChange(number === null ? null : number * size)}
        error={error}
        isDisabled={isDisabled}
      />
      <Select
        label={t('settings.lifecycle.field.unitOf', { field: label })}
        hideLabel
        value={unit}
        onChange={(next) => {
          setChosen(next);
          if (value !== null) onChange((value / size) * UNIT_BYTES[next]);
        }}
        options={SIZE_UNITS.map((id) => ({ id, label: t(`settings.lifecycle.unit.${id}`) }))}
        isDisabled={isDisabled}
      />
    </div>
  );
}
