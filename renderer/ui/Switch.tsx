import { Switch as AriaSwitch } from 'react-aria-components';
import styles from './Choice.module.css';
import { cx } from './cx.ts';

export type SwitchProps = {
  /** Read by screen readers; what is switched stands beside it. */
  label: string;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean | undefined;
};

/** On or off, of something that has its words elsewhere. */
export function Switch({ label, isSelected, onChange, isDisabled = false }: SwitchProps) {
  return (
    <AriaSwitch
      className={cx(styles.choice)}
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled}
      aria-label={label}
    >
      <span className={cx(styles.mark, styles.switch)}>
        <span className={styles.knob} />
      </span>
    </AriaSwitch>
  );
}
