import { ChevronsUpDown } from 'lucide-react';
import { Select as AriaSelect, Button, Label, SelectValue } from 'react-aria-components';
import { cx } from './cx.ts';
import fieldStyles from './Field.module.css';
import { FieldNotes } from './FieldNotes.tsx';
import { Icon } from './Icon.tsx';
import { type Option, Options } from './Options.tsx';
import styles from './Select.module.css';

export type SelectProps<Id extends string = string> = {
  label: string;
  value: Id;
  onChange: (value: Id) => void;
  options: readonly { id: Id; label: string }[];
  description?: string | undefined;
  error?: string | undefined;
  isDisabled?: boolean | undefined;
  /** The label is read by screen readers only. */
  hideLabel?: boolean | undefined;
};

/** One of a fixed list. */
export function Select<Id extends string = string>({
  label,
  value,
  onChange,
  options,
  description,
  error,
  isDisabled = false,
  hideLabel = false,
}: SelectProps<Id>) {
  return (
    <AriaSelect
      className={cx(fieldStyles.field)}
      value={value}
      onChange={(chosen) => {
        const option = options.find((one) => one.id === chosen);
        if (option) onChange(option.id);
      }}
      isDisabled={isDisabled}
      isInvalid={Boolean(error)}
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {!hideLabel && <Label className={cx(fieldStyles.label)}>{label}</Label>}
      <Button className={cx(fieldStyles.control, styles.button)}>
        <SelectValue<Option> className={cx(styles.value)}>{({ selectedText }) => selectedText}</SelectValue>
        <Icon of={ChevronsUpDown} size={14} className={styles.chevron} />
      </Button>
      <FieldNotes description={description} error={error} />
      <Options options={options} />
    </AriaSelect>
  );
}
