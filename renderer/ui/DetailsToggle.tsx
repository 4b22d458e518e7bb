import { ChevronRight } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cx } from './cx.ts';
import styles from './DetailsToggle.module.css';
import { Icon } from './Icon.tsx';

/** Opens the details of the disclosure it stands in; `label`: what they are, "Details" unless told. */
export function DetailsToggle({ label }: { label?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <AriaButton slot="trigger" className={cx(styles.toggle)}>
      <Icon of={ChevronRight} size={14} className={styles.chevron} />
      {label ?? t('common.details')}
    </AriaButton>
  );
}
