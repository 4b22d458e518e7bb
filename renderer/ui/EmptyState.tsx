import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';
import { Icon } from './Icon.tsx';

/** What a place is while nothing is in it, and the one next step. Fills its parent. */
export function EmptyState({ icon, text, action }: { icon: LucideIcon; text: string; action?: ReactNode | undefined }) {
  return (
    <div className={styles.empty}>
      <Icon of={icon} size={28} className={styles.icon} />
      <p className={styles.text}>{text}</p>
      {action}
    </div>
  );
}
