import { FolderSync, TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useRules } from '../../api/watch.ts';
import { usePlace } from '../../stores/place.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import styles from './Sidebar.module.css';

/** Opens the watched folders; tells how many files are in work, or that something needs the user. */
export function WatchItem() {
  const { t } = useTranslation();
  const format = useFormat();
  const rules = useRules().data ?? [];
  const isCurrent = usePlace(({ place }) => place.view === 'watch' || place.view === 'watchRule');

  const asking = rules.reduce((sum, { counts }) => sum + counts.needsYou, 0);
  const working = rules.reduce((sum, { counts }) => sum + counts.working + counts.waiting, 0);
  const isStopped = rules.some(({ state }) => state === 'stopped');
  const label = () => {
    if (asking > 0) return t('watch.page.asking', { count: asking });
    if (isStopped) return t('watch.page.stoppedRules');
    return working > 0 ? t('watch.page.working', { count: working }) : t('watch.page.title');
  };
  const count = asking > 0 ? asking : isStopped ? 0 : working;
  return (
    <Button
      className={cx(styles.item, isCurrent && styles.current)}
      aria-label={label()}
      onPress={() => usePlace.getState().go({ view: 'watch', ruleId: null })}
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
    >
      <Icon of={FolderSync} />
      <span className={cx(styles.itemLabel, 'ellipsis')}>{t('watch.page.short')}</span>
      {(asking > 0 || isStopped) && <Icon of={TriangleAlert} size={14} className={styles.warning} />}
      {count > 0 && <span className={cx(styles.count, 'numbers')}>{format.count(count)}</span>}
    </Button>
  );
}
