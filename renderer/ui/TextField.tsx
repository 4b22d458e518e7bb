import type { Ref } from 'react';
import { TextField as AriaTextField, Input, Label } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './Field.module.css';
import { FieldNotes } from './FieldNotes.tsx';

export type TextFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  description?: string | undefined;
  error?: string | undefined;
  /** Told below the field, beside an icon; the field is right all the same. */
  warning?: string | undefined;
  type?: 'text' | 'password' | 'url' | 'search' | undefined;
  placeholder?: string | undefined;
  autoFocus?: boolean | undefined;
  isReadOnly?: boolean | undefined;
  isDisabled?: boolean | undefined;
  onBlur?: (() => void) | undefined;
  inputRef?: Ref<HTMLInputElement> | undefined;
  /** The label is read by screen readers only. */
  hideLabel?: boolean | undefined;
};

/** One line of text. Nothing is corrected, completed or remembered by the browser: names and keys are exact. */
export function TextField({
  label,
  value,
  onChange,
  description,
  error,
  warning,
  type = 'text',
  placeholder,
  autoFocus = false,
  isReadOnly = false,
  isDisabled = false,
  onBlur,
  inputRef,
  hideLabel = false,
}: TextFieldProps) {
  return (
    <AriaTextField
      className={cx(styles.field)}
      value={value}
      onChange={onChange}
      type={type}
      autoFocus={autoFocus}
      isReadOnly={isReadOnly}
      isDisabled={isDisabled}
      isInvalid={Boolean(error)}
      onBlur={() => onBlur?.()}
      autoComplete={type === 'password' ? 'new-password' : 'off'}
      spellCheck="false"
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {!hideLabel && <Label className={cx(styles.label)}>{label}</Label>}
      <Input
        className={cx(styles.control)}
        {...(inputRef ? { ref: inputRef } : {})}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
      <FieldNotes description={description} error={error} warning={warning} />
    </AriaTextField>
  );
}
