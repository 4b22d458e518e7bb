import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError } from '../../../shared/errors.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { readSnapshot, useTransfers } from '../../stores/transfers.ts';
import { cx } from '../../ui/cx.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Splitter } from '../../ui/Splitter.tsx';
import styles from './Dock.module.css';
import { DockHead } from './DockHead.tsx';
import { JobRow } from './JobRow.tsx';
import { useAutoOpen } from './useAutoOpen.ts';
import { useEndedMessages } from './useEndedMessages.ts';

const MIN_HEIGHT = 84;
const MAX_HEIGHT = 600;

function DockBody() {
  const { t } = useTranslation();
  const ids = useTransfers((s) => s.ids);
  const failure = useTransfers((s) => s.failure);
  if (failure) {
    return (
      <div className={styles.note}>
        <ErrorNotice error={new AppError(failure)} onRetry={() => void readSnapshot()} />
      </div>
    );
  }
  if (ids.length === 0) return <p className={cx(styles.note, 'secondary')}>{t('transfers.empty')}</p>;
  return (
    <ul className={styles.jobs} aria-label={t('transfers.title')}>
      {/* What was begun last stands on top. */}
      {ids.toReversed().map((id) => (
        <JobRow key={id} id={id} />
      ))}
    </ul>
  );
}

/** The transfer dock at the window's bottom: one line when collapsed, else a line a job. */
export function Dock() {
  const { t } = useTranslation();
  const { dockOpen: isOpen, dockHeight } = usePreferences((s) => s.preferences);
  const change = usePreferences((s) => s.change);
  const hasJobs = useTransfers((s) => s.ids.length > 0);
  const [dragged, setDragged] = useState<number | null>(null);
  const bodyId = useId();
  useAutoOpen();
  const spoken = useEndedMessages();

  const isSized = isOpen && hasJobs;
  const height = Math.max(MIN_HEIGHT, dragged ?? dockHeight);
  return (
    <section
      className={cx(styles.dock, !isSized && styles.edge)}
      style={isSized ? { height } : {}}
      aria-label={t('transfers.title')}
    >
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
      <DockHead isOpen={isOpen} bodyId={bodyId} onToggle={() => void change({ dockOpen: !isOpen })} />
      {isOpen && (
        <div id={bodyId} className={styles.body}>
          <DockBody />
        </div>
      )}
      <p role="status" className="spoken">
        {spoken}
      </p>
    </section>
  );
}
