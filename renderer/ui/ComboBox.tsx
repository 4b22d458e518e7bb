import { ChevronsUpDown } from 'lucide-react';
import { useId } from 'react';
import { ComboBox as AriaComboBox, Button, Input, Label } from 'react-aria-components';
import { cx } from './cx.ts';
import fieldStyles from './Field.module.css';
import { FieldNotes } from './FieldNotes.tsx';
import { Icon } from './Icon.tsx';
import { Options } from './Options.tsx';
import styles from './Select.module.css';

export type ComboBoxProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  suggestions: readonly string[];
  description?: string | undefined;
  error?: string | undefined;
  onBlur?: (() => void) | undefined;
  isDisabled?: boolean | undefined;
  /** The label is read by screen readers only. */
  hideLabel?: boolean | undefined;
};

/** One line of text with a list of suggestions; anything may be typed. */
export function ComboBox({
  label,
  value,
  onChange,
  suggestions,
  description,
  error,
  onBlur,
  isDisabled = false,
  hideLabel = false,
}: ComboBoxProps) {
  const openId = useId();
  return (
    <AriaComboBox
      className={cx(fieldStyles.field)}
      allowsCustomValue
      menuTrigger="manual"
      inputValue={value}
      onInputChange={onChange}
      defaultItems={suggestions.map((id) => ({ id, label: id }))}
      defaultFilter={() => true}
      isInvalid={Boolean(error)}
      isDisabled={isDisabled}
      onBlur={() => onBlur?.()}
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {!hideLabel && <Label className={cx(fieldStyles.label)}>{label}</Label>}
      <div className={styles.combo}>
        <Input className={cx(fieldStyles.control)} spellCheck={false} />
        {suggestions.length > 0 && (
          // Its own name alone: with the field's label added there would be two controls of that name.
          <Button className={cx(styles.open)} id={openId} aria-labelledby={openId}>
            <Icon of={ChevronsUpDown} size={14} />
          </Button>
        )}
      </div>
      <FieldNotes description={description} error={error} />
      <Options />
    </AriaComboBox>
  );
}
