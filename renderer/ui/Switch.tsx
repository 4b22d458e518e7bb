import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components';
import styles from './Choice.module.css';
import { cx } from './cx.ts';

export type SwitchProps = {
  children: ReactNode;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean | undefined;
};

/** On or off, in effect at once. */
export function Switch({ children, isSelected, onChange, isDisabled = false }: SwitchProps) {
  return (
    <AriaSwitch className={cx(styles.choice)} isSelected={isSelected} onChange={onChange} isDisabled={isDisabled}>
      <span className={cx(styles.mark, styles.switch)}>
        <span className={styles.knob} />
      </span>
      <span className={styles.words}>{children}</span>
    </AriaSwitch>
  );
}
