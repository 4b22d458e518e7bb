import type { LucideIcon } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import styles from './IconButton.module.css';
import { Tooltip } from './Tooltip.tsx';

export type IconButtonProps = {
  icon: LucideIcon;
  /** Its name for screen readers and its tooltip. */
  label: string;
  /** Shown after the label in the tooltip, as "Ctrl+R". */
  shortcut?: string | undefined;
  onPress: () => void;
  isDisabled?: boolean | undefined;
  /** Given for a button that switches something on and off: whether it is on. */
  isActive?: boolean | undefined;
  /** 22 px instead of 28, for rows. */
  isSmall?: boolean | undefined;
  /** For a row that is one tab stop and whose buttons are reached by arrow keys. */
  excludeFromTabOrder?: boolean | undefined;
};

/** A square button with an icon only. */
export function IconButton({
  icon,
  label,
  shortcut,
  onPress,
  isDisabled = false,
  isActive,
  isSmall = false,
  excludeFromTabOrder = false,
}: IconButtonProps) {
  return (
    <Tooltip text={shortcut ? `${label} (${shortcut})` : label}>
      <AriaButton
        className={cx(styles.button, isActive && styles.active, isSmall && styles.small)}
        aria-label={label}
        isDisabled={isDisabled}
        onPress={onPress}
        excludeFromTabOrder={excludeFromTabOrder}
        {...(isActive === undefined ? {} : { 'aria-pressed': isActive })}
      >
        <Icon of={icon} size={isSmall ? 14 : 16} />
      </AriaButton>
    </Tooltip>
  );
}
