import { NumberField as AriaNumberField, Input, Label } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './Field.module.css';
import { FieldNotes } from './FieldNotes.tsx';
import { numberValue } from './numberValue.ts';

export type NumberFieldProps = {
  label: string;
  /** Null: nothing is entered. */
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number | undefined;
  max?: number | undefined;
  description?: string | undefined;
  error?: string | undefined;
  isDisabled?: boolean | undefined;
  /** The label is read by screen readers only. */
  hideLabel?: boolean | undefined;
};

/** A whole number, or nothing. Written in the user's own digits and separators; arrows up and down count. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, min = 0, max, description, error, isDisabled = false, hideLabel = false } = props;
  return (
    <AriaNumberField
      className={cx(styles.field)}
      value={value ?? Number.NaN}
      onChange={(entered) => onChange(numberValue(entered))}
      minValue={min}
      {...(max === undefined ? {} : { maxValue: max })}
      formatOptions={{ maximumFractionDigits: 0 }}
      isDisabled={isDisabled}
      isInvalid={Boolean(error)}
      isWheelDisabled
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {!hideLabel && <Label className={cx(styles.label)}>{label}</Label>}
      <Input className={cx(styles.control, styles.number)} />
      <FieldNotes description={description} error={error} />
    </AriaNumberField>
  );
}
