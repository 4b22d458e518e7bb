import { ChevronRight, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ErrorData } from '../../../shared/errors.ts';
import { cx } from '../../ui/cx.ts';
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
  const { t } = useTranslation();
  return (
    <div className={styles.notice}>
      <Icon of={icon} className={styles.icon} />
      <Disclosure className={cx(styles.words)}>
        <p className={styles.title}>{title}</p>
        {text && <p className={styles.text}>{text}</p>}
        {(children || error) && (
          <div className={styles.buttons}>
            {children}
            {error && (
              <AriaButton slot="trigger" className={cx(styles.toggle)}>
                <Icon of={ChevronRight} size={14} className={styles.chevron} />
                {t('common.details')}
              </AriaButton>
            )}
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
