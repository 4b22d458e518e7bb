import { ProgressBar as AriaProgressBar } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './ProgressBar.module.css';

export type ProgressBarProps = {
  /** Read by screen readers; what is shown beside the bar is the caller's. */
  label: string;
  /** 0 to 1, or null while the end is not known. */
  value: number | null;
  /** `quiet` for what rests. */
  tone?: 'accent' | 'danger' | 'success' | 'warning' | 'quiet' | undefined;
};

/** A thin bar, as wide as its place. */
export function ProgressBar({ label, value, tone = 'accent' }: ProgressBarProps) {
  const part = Math.min(1, Math.max(0, value ?? 0));
  return (
    <AriaProgressBar
      className={cx(styles.bar)}
      aria-label={label}
      value={part}
      maxValue={1}
      isIndeterminate={value === null}
    >
      <div className={cx(styles.track)}>
        <div
          className={cx(styles.fill, styles[tone], value === null && styles.moving)}
          {...(value === null ? {} : { style: { scale: `${part} 1` } })}
        />
      </div>
    </AriaProgressBar>
  );
}
