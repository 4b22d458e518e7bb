import { useState } from 'react';
import { TextField as AriaTextField, Input, Label } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './Field.module.css';
import { FieldNotes } from './FieldNotes.tsx';

export type DateFieldProps = {
  label: string;
  /** A day as `2027-01-31`. */
  value: string;
  /** Told only whole dates. */
  onChange: (value: string) => void;
  description?: string | undefined;
  error?: string | undefined;
  isDisabled?: boolean | undefined;
};

/** A day of the calendar, in the browser's own field, which knows the user's order of day and month. */
export function DateField({ label, value, onChange, description, error, isDisabled = false }: DateFieldProps) {
  // A date that is half typed has no value; giving the old one back would wipe what was typed.
  const [isPartial, setPartial] = useState(false);
  return (
    <AriaTextField
      className={cx(styles.field)}
      type="date"
      value={isPartial ? '' : value}
      onChange={(typed) => {
        setPartial(typed === '');
        if (typed !== '') onChange(typed);
      }}
      onBlur={() => setPartial(false)}
      isDisabled={isDisabled}
      isInvalid={Boolean(error)}
    >
      <Label className={cx(styles.label)}>{label}</Label>
      <Input className={cx(styles.control)} />
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  );
}
