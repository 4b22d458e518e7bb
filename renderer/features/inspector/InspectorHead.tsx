import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import styles from './Inspector.module.css';

/** What is selected: its icon, its name, and one quiet line below. */
export function InspectorHead({ icon, title, children }: { icon: LucideIcon; title: ReactNode; children?: ReactNode }) {
  return (
    <header className={styles.head}>
      <Icon of={icon} className={styles.headIcon} />
      <div className={styles.headWords}>
        <h2 className={styles.title}>{title}</h2>
        {children && <p className="secondary numbers">{children}</p>}
      </div>
    </header>
  );
}
