import styles from './SkeletonRows.module.css';

const ROWS = 12;

/** Rows that say that rows are coming; shown only when they take longer than a blink. */
export function SkeletonRows() {
  return (
    <div className={styles.rows} aria-hidden>
      {Array.from({ length: ROWS }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <div key={at} className={styles.row} style={{ opacity: 1 - at / ROWS }}>
          <span style={{ width: `${30 + ((at * 37) % 40)}%` }} />
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
