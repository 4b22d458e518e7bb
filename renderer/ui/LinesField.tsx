import { useState } from 'react';
import { TextField as AriaTextField, Label, TextArea } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './Field.module.css';
import { FieldNotes } from './FieldNotes.tsx';
import { linesOf } from './linesOf.ts';

export type LinesFieldProps = {
  label: string;
  /** One value a line. */
  value: readonly string[];
  onChange: (value: string[]) => void;
  description?: string | undefined;
  error?: string | undefined;
  isDisabled?: boolean | undefined;
  placeholder?: string | undefined;
  /** Height in lines. */
  rows?: number | undefined;
};

/** Several texts, one a line; blank lines and blanks at the ends of lines do not count. */
export function LinesField(props: LinesFieldProps) {
  const { label, value, onChange, description, error, isDisabled = false, placeholder, rows = 3 } = props;
  // What is typed is kept as it is while it means the value: a blank line that is about to be filled stays.
  const [typed, setTyped] = useState('');
  const kept = value.join('\n');
  const text = linesOf(typed).join('\n') === kept ? typed : kept;
  return (
    <AriaTextField
      className={cx(styles.field)}
      value={text}
      onChange={(next) => {
        setTyped(next);
        onChange(linesOf(next));
      }}
      isDisabled={isDisabled}
      isInvalid={Boolean(error)}
      spellCheck="false"
      autoComplete="off"
    >
      <Label className={cx(styles.label)}>{label}</Label>
      <TextArea className={cx(styles.control, styles.lines)} rows={rows} {...(placeholder ? { placeholder } : {})} />
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  );
}
