import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { RuleSnapshot } from '../../../shared/watch/state.ts';
import { cx } from '../../ui/cx.ts';
import { Log } from './log/Log.tsx';
import { LogTools } from './log/LogTools.tsx';
import { useLogFilter } from './log/useLogFilter.ts';
import styles from './RuleTabs.module.css';
import { TroubledFiles } from './troubled/TroubledFiles.tsx';

type View = 'log' | 'troubled';

/** Below the rule: its log, or the files of it that failed. Those are shown first when some need the user. */
export function RuleTabs({ snapshot, rules }: { snapshot: RuleSnapshot; rules: readonly RuleSnapshot[] }) {
  const { t } = useTranslation();
  const { rule, counts } = snapshot;
  const [view, setView] = useState<View>(counts.needsYou > 0 ? 'troubled' : 'log');
  const filter = useLogFilter();
  const failed = counts.needsYou + counts.retrying;
  return (
    <Tabs
      className={cx(styles.tabs)}
      selectedKey={view}
      onSelectionChange={(key) => setView(key === 'troubled' ? 'troubled' : 'log')}
    >
      <div className={styles.head}>
        <TabList aria-label={t('watch.page.view.label')} className={cx(styles.list)}>
          <Tab id="log" className={cx(styles.tab)}>
            {t('watch.page.view.log')}
          </Tab>
          <Tab id="troubled" className={cx(styles.tab, counts.needsYou > 0 && styles.needsYou)}>
            {failed > 0 ? t('watch.page.view.troubledCount', { count: failed }) : t('watch.page.view.troubled')}
          </Tab>
        </TabList>
        {view === 'log' && <LogTools filter={filter} />}
      </div>
      <TabPanel id="log" className={cx(styles.panel)}>
        <Log rule={rule} rules={rules} filter={filter} />
      </TabPanel>
      <TabPanel id="troubled" className={cx(styles.panel)}>
        <TroubledFiles rule={rule} hasSome={failed > 0} />
      </TabPanel>
    </Tabs>
  );
}
