import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { AppError } from '../../../shared/errors.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { readSnapshot, useTransfers } from '../../stores/transfers.ts';
import { cx } from '../../ui/cx.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Splitter } from '../../ui/Splitter.tsx';
import { ActiveJobs } from './ActiveJobs.tsx';
import { Banners } from './Banners.tsx';
import styles from './Dock.module.css';
import { DockHead } from './DockHead.tsx';
import { HistoryTools } from './HistoryTools.tsx';
import { HistoryView } from './HistoryView.tsx';
import { useAutoOpen } from './useAutoOpen.ts';
import { useEndedMessages } from './useEndedMessages.ts';

const MIN_HEIGHT = 84;
const MAX_HEIGHT = 600;
/** The line above the jobs, with the lines around it. */
const HEAD_HEIGHT = 29;

type View = 'active' | 'history';

function ActiveView() {
  const { t } = useTranslation();
  const isEmpty = useTransfers((s) => s.ids.length === 0);
  const failure = useTransfers((s) => s.failure);
  if (failure) {
    return (
      <div className={styles.note}>
        <ErrorNotice error={new AppError(failure)} onRetry={() => void readSnapshot()} />
      </div>
    );
  }
  return isEmpty ? <p className={cx(styles.note, 'secondary')}>{t('transfers.empty')}</p> : <ActiveJobs />;
}

function Views() {
  const { t } = useTranslation();
  return (
    <TabList aria-label={t('transfers.view.label')} className={cx(styles.views)}>
      <Tab id="active" className={cx(styles.view)}>
        {t('transfers.view.active')}
      </Tab>
      <Tab id="history" className={cx(styles.view)}>
        {t('transfers.view.history')}
      </Tab>
    </TabList>
  );
}

/** The transfer dock at the window's bottom: one line when collapsed, else a line a job, or the history. */
export function Dock() {
  const { t } = useTranslation();
  const { dockOpen: isOpen, dockHeight } = usePreferences((s) => s.preferences);
  const change = usePreferences((s) => s.change);
  const hasJobs = useTransfers((s) => s.ids.length > 0);
  const [view, setView] = useState<View>('active');
  const [search, setSearch] = useState('');
  const [dragged, setDragged] = useState<number | null>(null);
  useAutoOpen();
  const spoken = useEndedMessages();

  const showsHistory = isOpen && view === 'history';
  const isSized = isOpen && (hasJobs || showsHistory);
  const height = Math.max(MIN_HEIGHT, dragged ?? dockHeight);
  // What must be settled stands above the lines and takes none of their room.
  const size = isSized ? { height: height - HEAD_HEIGHT } : {};
  return (
    <section className={cx(styles.dock, !isSized && styles.edge)} aria-label={t('transfers.title')}>
      {isSized && (
        <Splitter
          orientation="horizontal"
          pane="after"
          size={height}
          min={MIN_HEIGHT}
          max={MAX_HEIGHT}
          onResize={setDragged}
          onResizeEnd={(size) => {
            setDragged(null);
            void change({ dockHeight: size });
          }}
          label={t('transfers.resize')}
        />
      )}
      <Tabs
        className={cx(styles.content)}
        selectedKey={view}
        onSelectionChange={(key) => setView(key === 'history' ? 'history' : 'active')}
      >
        <DockHead
          isOpen={isOpen}
          onToggle={() => void change({ dockOpen: !isOpen })}
          historyTools={showsHistory ? <HistoryTools search={search} onSearch={setSearch} /> : null}
          views={isOpen && <Views />}
        />
        <Banners />
        {isOpen && (
          <>
            <TabPanel id="active" className={cx(styles.body)} style={size}>
              <ActiveView />
            </TabPanel>
            <TabPanel id="history" className={cx(styles.body)} style={size}>
              <HistoryView search={search} />
            </TabPanel>
          </>
        )}
      </Tabs>
      <p role="status" className="spoken">
        {spoken}
      </p>
    </section>
  );
}
