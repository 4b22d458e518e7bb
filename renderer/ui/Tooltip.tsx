import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './Tooltip.module.css';

/**
 * A short text shown when the pointer rests on, or the keyboard reaches, the child: one button of React Aria.
 * For text that is cut off with an ellipsis use the plain `title` attribute.
 */
export function Tooltip({
  text,
  placement = 'bottom',
  children,
}: {
  text: string;
  placement?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  children: ReactNode;
}) {
  return (
    <TooltipTrigger delay={600} closeDelay={0}>
      {children}
      <AriaTooltip className={cx(styles.tooltip)} placement={placement} offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
