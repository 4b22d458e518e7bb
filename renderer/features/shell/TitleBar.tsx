import styles from './TitleBar.module.css';

/** The strip the window is moved by, where the system draws no title bar of its own: it leaves room for its buttons. */
export function TitleBar({ title }: { title: string }) {
  return <header className={styles.bar}>{title}</header>;
}
