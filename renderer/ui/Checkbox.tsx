import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';
import styles from './Choice.module.css';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';

export type CheckboxProps = {
  children: ReactNode;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean | undefined;
};

/** Yes or no, with its label beside it. */
export function Checkbox({ children, isSelected, onChange, isDisabled = false }: CheckboxProps) {
  return (
    <AriaCheckbox className={cx(styles.choice)} isSelected={isSelected} onChange={onChange} isDisabled={isDisabled}>
      <span className={styles.mark}>{isSelected && <Icon of={Check} size={12} />}</span>
      <span className={styles.words}>{children}</span>
    </AriaCheckbox>
  );
}
