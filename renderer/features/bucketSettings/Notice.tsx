import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Disclosure, DisclosurePanel } from 'react-aria-components';
import type { ErrorData } from '../../../shared/errors.ts';
import { cx } from '../../ui/cx.ts';
import { DetailsToggle } from '../../ui/DetailsToggle.tsx';
import { ErrorDetails } from '../../ui/ErrorDetails.tsx';
import { Icon } from '../../ui/Icon.tsx';
import styles from './Notice.module.css';

/** How a setting stands, where there is nothing to edit: a sentence, why, and the next step. It is no failure. */
export function Notice({
  icon,
  title,
  text,
  error = null,
  children,
}: {
  icon: LucideIcon;
  title: string;
  text?: string | undefined;
  /** Told under "Details". */
  error?: ErrorData | null;
  /** Buttons. */
  children?: ReactNode;
}) {
  return (
    <div className={styles.notice}>
      <Icon of={icon} className={styles.icon} />
      <Disclosure className={cx(styles.words)}>
        <p className={styles.title}>{title}</p>
        {text && <p className={styles.text}>{text}</p>}
        {(children || error) && (
          <div className={styles.buttons}>
            {children}
            {error && <DetailsToggle />}
          </div>
        )}
        {error && (
          <DisclosurePanel>
            <ErrorDetails data={error} />
          </DisclosurePanel>
        )}
      </Disclosure>
    </div>
  );
}
