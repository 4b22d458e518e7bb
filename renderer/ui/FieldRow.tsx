import type { ReactNode } from 'react';
import styles from './Field.module.css';

/** Fields side by side, of one width. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
