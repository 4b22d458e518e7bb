import { RadioGroup as AriaRadioGroup, Label, Radio } from 'react-aria-components';
import { cx } from './cx.ts';
import fieldStyles from './Field.module.css';
import styles from './Segments.module.css';

export type SegmentsProps<Id extends string = string> = {
  label: string;
  value: Id;
  onChange: (value: Id) => void;
  options: readonly { id: Id; label: string }[];
  /** The label is read by screen readers only. */
  hideLabel?: boolean | undefined;
};

/** One of a few short ones, side by side, drawn as one control. */
export function Segments<Id extends string = string>({
  label,
  value,
  onChange,
  options,
  hideLabel = false,
}: SegmentsProps<Id>) {
  return (
    <AriaRadioGroup
      className={cx(fieldStyles.field)}
      orientation="horizontal"
      value={value}
      onChange={(chosen) => {
        const option = options.find((one) => one.id === chosen);
        if (option) onChange(option.id);
      }}
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {!hideLabel && <Label className={cx(fieldStyles.label)}>{label}</Label>}
      <div className={styles.list}>
        {options.map((option) => (
          <Radio key={option.id} value={option.id} className={cx(styles.segment)}>
            {option.label}
          </Radio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
