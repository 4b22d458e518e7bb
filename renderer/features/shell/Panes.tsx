import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../stores/preferences.ts';
import { Splitter } from '../../ui/Splitter.tsx';
import styles from './Panes.module.css';

/** What the main process keeps (shared/contract/app.ts), in CSS pixels. */
const SIDEBAR = { min: 140, max: 600 };
const INSPECTOR = { min: 220, max: 800 };

/** The panes side by side, drawn wider or narrower by hand and remembered. The centre never becomes too narrow to use. */
export function Panes({ left, centre, right }: { left: ReactNode; centre: ReactNode; right: ReactNode | null }) {
  const { t } = useTranslation();
  const { sidebarWidth, inspectorWidth } = usePreferences((s) => s.preferences);
  const change = usePreferences((s) => s.change);
  const [drawn, setDrawn] = useState<{ sidebar?: number; inspector?: number }>({});
  const sidebar = drawn.sidebar ?? sidebarWidth;
  const inspector = drawn.inspector ?? inspectorWidth;

  return (
    <div className={styles.panes}>
      <div className={styles.sidebar} style={{ flexBasis: sidebar }}>
        {left}
      </div>
      <Splitter
        orientation="vertical"
        label={t('sidebar.resize')}
        size={sidebar}
        {...SIDEBAR}
        onResize={(width) => setDrawn({ sidebar: width })}
        onResizeEnd={(width) => {
          setDrawn({});
          void change({ sidebarWidth: width });
        }}
      />
      <main className={styles.centre}>{centre}</main>
      {right && (
        <>
          <Splitter
            orientation="vertical"
            pane="after"
            label={t('sidebar.resizeInspector')}
            size={inspector}
            {...INSPECTOR}
            onResize={(width) => setDrawn({ inspector: width })}
            onResizeEnd={(width) => {
              setDrawn({});
              void change({ inspectorWidth: width });
            }}
          />
          <div className={styles.inspector} style={{ flexBasis: inspector }}>
            {right}
          </div>
        </>
      )}
    </div>
  );
}
