import { Check, Minus } from 'lucide-react';
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
  /** What it means, below the label. */
  description?: string | undefined;
  /** Neither yes nor no, as for some of several. */
  isIndeterminate?: boolean | undefined;
};

/** Yes or no, with its label beside it. */
export function Checkbox({
  children,
  isSelected,
  onChange,
  isDisabled = false,
  description,
  isIndeterminate = false,
}: CheckboxProps) {
  const mark = isIndeterminate ? Minus : isSelected ? Check : null;
  return (
    <AriaCheckbox
      className={cx(styles.choice)}
      isSelected={isSelected}
      isIndeterminate={isIndeterminate}
      onChange={onChange}
      isDisabled={isDisabled}
    >
      <span className={styles.mark}>{mark && <Icon of={mark} size={12} />}</span>
      <span className={styles.words}>
        <span>{children}</span>
        {description && <span className={styles.description}>{description}</span>}
      </span>
    </AriaCheckbox>
  );
}
