import { ArrowDownUp } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../stores/preferences.ts';
import { useTransfers } from '../../stores/transfers.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import styles from './Sidebar.module.css';

/** Opens and closes the transfer dock; tells how many jobs run. */
export function TransfersItem() {
  const { t } = useTranslation();
  const format = useFormat();
  const { preferences, change } = usePreferences();
  const running = useTransfers((s) => s.activeCount);

  return (
    <Button
      className={cx(styles.item)}
      aria-label={running > 0 ? t('sidebar.transfersRunning', { count: running }) : t('sidebar.transfers')}
      aria-expanded={preferences.dockOpen}
      onPress={() => void change({ dockOpen: !preferences.dockOpen })}
    >
      <Icon of={ArrowDownUp} />
      <span className={cx(styles.itemLabel, 'ellipsis')}>{t('sidebar.transfers')}</span>
      {running > 0 && <span className={cx(styles.count, 'numbers')}>{format.count(running)}</span>}
    </Button>
  );
}
