import { RadioGroup as AriaRadioGroup, Label, Radio } from 'react-aria-components';
import styles from './Choice.module.css';
import { cx } from './cx.ts';

export type RadioGroupProps<Id extends string = string> = {
  label: string;
  value: Id | null;
  onChange: (value: Id) => void;
  options: readonly { id: Id; label: string; description?: string | undefined; isDisabled?: boolean | undefined }[];
  isDisabled?: boolean | undefined;
};

/** One of a few, all in sight. */
export function RadioGroup<Id extends string = string>({
  label,
  value,
  onChange,
  options,
  isDisabled = false,
}: RadioGroupProps<Id>) {
  return (
    <AriaRadioGroup
      className={cx(styles.group)}
      value={value}
      onChange={(chosen) => {
        const option = options.find((one) => one.id === chosen);
        if (option) onChange(option.id);
      }}
      isDisabled={isDisabled}
    >
      <Label className={cx(styles.groupLabel)}>{label}</Label>
      {options.map((option) => (
        <Radio key={option.id} value={option.id} className={cx(styles.choice)} isDisabled={option.isDisabled ?? false}>
          {({ isSelected }) => (
            <>
              <span className={cx(styles.mark, styles.round)}>{isSelected && <span className={styles.dot} />}</span>
              <span className={styles.words}>
                <span>{option.label}</span>
                {option.description && <span className={styles.description}>{option.description}</span>}
              </span>
            </>
          )}
        </Radio>
      ))}
    </AriaRadioGroup>
  );
}
