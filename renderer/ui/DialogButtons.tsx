import type { ReactNode } from 'react';
import { platform } from '../api/client.ts';
import styles from './DialogButtons.module.css';

/** The buttons of a dialog in the order of the platform: on Windows the answer comes before Cancel, elsewhere last. */
export function DialogButtons({
  confirm,
  cancel,
  aside,
}: {
  confirm: ReactNode;
  cancel?: ReactNode | undefined;
  /** Stands at the other end, as "Test". */
  aside?: ReactNode | undefined;
}) {
  return (
    <div className={styles.buttons}>
      {aside && <div className={styles.aside}>{aside}</div>}
      {platform === 'win32' ? confirm : cancel}
      {platform === 'win32' ? cancel : confirm}
    </div>
  );
}
