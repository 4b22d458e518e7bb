import type { ReactNode } from 'react';
import styles from './PageFrame.module.css';

/** The frame of whatever is opened from the list: what it is called and does, then what it shows. */
export function PageFrame({ title, what, children }: { title: string; what: string; children: ReactNode }) {
  return (
    <section className={styles.frame} aria-label={title}>
      <header>
        <h2 className={styles.title}>{title}</h2>
        <p className={styles.what}>{what}</p>
      </header>
      {children}
    </section>
  );
}
