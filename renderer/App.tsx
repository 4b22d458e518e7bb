import styles from './App.module.css';
import { platform } from './api/client.ts';
import { useConnectionsFollowed } from './api/connections.ts';
import { useWatchFollowed } from './api/watch.ts';
import { Browser } from './features/browser/Browser.tsx';
import { BucketSettings } from './features/bucketSettings/BucketSettings.tsx';
import { ConnectionDialogs } from './features/connections/ConnectionDialogs.tsx';
import { Inspector } from './features/inspector/Inspector.tsx';
import { ShareDialog } from './features/inspector/share/ShareDialog.tsx';
import { PreferencesDialog } from './features/preferences/PreferencesDialog.tsx';
import { DropRefusal } from './features/shell/DropRefusal.tsx';
import { Panes } from './features/shell/Panes.tsx';
import { TitleBar } from './features/shell/TitleBar.tsx';
import { useNavigation } from './features/shell/useNavigation.ts';
import { useShellCommands } from './features/shell/useShellCommands.ts';
import { useStart } from './features/shell/useStart.ts';
import { useUnhandledErrors } from './features/shell/useUnhandledErrors.ts';
import { useWindowActivity } from './features/shell/useWindowActivity.ts';
import { useWindowTitle } from './features/shell/useWindowTitle.ts';
import { Sidebar } from './features/sidebar/Sidebar.tsx';
import { ConflictDialog } from './features/transfers/ConflictDialog.tsx';
import { Dock } from './features/transfers/Dock.tsx';
import { WatchPage } from './features/watch/WatchPage.tsx';
import { WatchRulePage } from './features/watchRule/WatchRulePage.tsx';
import { Welcome } from './features/welcome/Welcome.tsx';
import { type Place, usePlace } from './stores/place.ts';
import { usePreferences } from './stores/preferences.ts';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { Toasts } from './ui/Toasts.tsx';

const CENTRE: Record<Place['view'], () => React.JSX.Element | null> = {
  welcome: Welcome,
  bucket: Browser,
  bucketSettings: BucketSettings,
  watch: WatchPage,
  watchRule: WatchRulePage,
};

/** Pages with a heading of their own. */
const HEADED: readonly Place['view'][] = ['bucketSettings', 'watch', 'watchRule'];

/** The window: sidebar, centre and inspector side by side, the transfer dock below them. */
export function App() {
  useStart();
  useConnectionsFollowed();
  useWatchFollowed();
  useShellCommands();
  useNavigation();
  useUnhandledErrors();
  useWindowActivity();
  const title = useWindowTitle();
  const place = usePlace((s) => s.place);
  const inspectorOpen = usePreferences((s) => s.preferences.inspectorOpen);
  const Centre = CENTRE[place.view];

  return (
    <div className={styles.window}>
      {platform !== 'linux' && <TitleBar title={title} />}
      <div className={styles.above}>
        <Panes
          left={
            <ErrorBoundary>
              <Sidebar />
            </ErrorBoundary>
          }
          centre={
            <ErrorBoundary resetOn={place}>
              {!HEADED.includes(place.view) && <h1 className="spoken">{title}</h1>}
              <Centre />
            </ErrorBoundary>
          }
          right={
            place.view === 'bucket' && inspectorOpen ? (
              <ErrorBoundary resetOn={place}>
                <Inspector />
              </ErrorBoundary>
            ) : null
          }
        />
        <Toasts />
      </div>
      <ErrorBoundary>
        <Dock />
      </ErrorBoundary>
      <ConnectionDialogs />
      <ShareDialog />
      <PreferencesDialog />
      <ConflictDialog />
      <DropRefusal />
    </div>
  );
}
