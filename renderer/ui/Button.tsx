import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import styles from './Button.module.css';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'plain' | 'danger';

export type ButtonProps = {
  children: ReactNode;
  variant?: ButtonVariant | undefined;
  icon?: LucideIcon | undefined;
  isDisabled?: boolean | undefined;
  /** What it began still runs: it takes no press, but keeps the focus (a disabled button would lose it). */
  isPending?: boolean | undefined;
  onPress?: (() => void) | undefined;
  type?: 'button' | 'submit' | undefined;
  /** The id of the form a submit button outside it belongs to. */
  form?: string | undefined;
  autoFocus?: boolean | undefined;
  /** 22 px high, for notices and rows. */
  isSmall?: boolean | undefined;
};

/** A button with a label. `primary` is the one default of a dialog; `danger` destroys something; `plain` has no frame. */
export function Button({
  children,
  variant = 'secondary',
  icon,
  isDisabled = false,
  isPending = false,
  onPress,
  type = 'button',
  form,
  autoFocus = false,
  isSmall = false,
}: ButtonProps) {
  return (
    <AriaButton
      className={cx(styles.button, styles[variant], isSmall && styles.small)}
      isDisabled={isDisabled}
      aria-disabled={isPending}
      onPress={() => {
        if (!isPending) onPress?.();
      }}
      type={isPending ? 'button' : type}
      autoFocus={autoFocus}
      {...(form ? { form } : {})}
    >
      {icon && <Icon of={icon} size={isSmall ? 14 : 16} />}
      <span className={styles.label}>{children}</span>
    </AriaButton>
  );
}
