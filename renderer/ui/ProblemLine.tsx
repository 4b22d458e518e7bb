import { CircleAlert, TriangleAlert } from 'lucide-react';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import styles from './ProblemLine.module.css';

/** A problem that no field shows. */
export function ProblemLine({ severity, text }: { severity: 'error' | 'warning'; text: string }) {
  return (
    <p className={cx(styles.problem, styles[severity])}>
      <Icon of={severity === 'error' ? CircleAlert : TriangleAlert} size={14} />
      <span>{text}</span>
    </p>
  );
}
