import { join } from 'node:path';
import { app, type BrowserWindow, powerMonitor, session } from 'electron';
import { type AppInfo, LANGUAGES, type Language } from '../shared/contract/app.ts';
import type { MenuCommand } from '../shared/events.ts';
import { createTexts } from '../shared/i18n/create.ts';
import { createCore } from './core/app.ts';
import { createDispatcher } from './core/dispatcher.ts';
import { createPathGrants } from './core/pathGrants.ts';
import { startEngineWorker } from './core/transfers/host.ts';
import { createBackground } from './shell/background.ts';
import { createEventSender, setupBridge } from './shell/bridge.ts';
import { dataProcessStarter } from './shell/dataProcess.ts';
import { createDesktop } from './shell/desktop.ts';
import { createDialogs } from './shell/dialogs.ts';
import { logFaults, reloadWhenGone, tellFailedStart } from './shell/faults.ts';
import { setupLogger } from './shell/logger.ts';
import { BACKGROUND_ARGUMENT } from './shell/loginItem.ts';
import { setApplicationMenu } from './shell/menu.ts';
import { denyPermissions, setupNavigationGuards } from './shell/permissions.ts';
import { registerAppScheme, setupProtocol } from './shell/protocol.ts';
import { setupQuitGuard } from './shell/quitGuard.ts';
import { createSecretStore } from './shell/secrets.ts';
import { startConnectionOf } from './shell/startConnection.ts';
import { hasTray } from './shell/trayHost.ts';
import { openWindow, preloadPath } from './shell/window.ts';
import { createWindowState } from './shell/windowState.ts';

const mainDir = import.meta.dirname;
/** The development server's address, in unpackaged builds only. */
const devUrl = app.isPackaged ? null : (process.env.STAVE_DEV_URL ?? null);

function systemLanguage(): Language {
  const wanted = (app.isPackaged ? undefined : process.env.STAVE_LANGUAGE) ?? app.getLocale().slice(0, 2);
  return LANGUAGES.find((language) => language === wanted) ?? 'en';
}

/** Opens everything, in order: log, core, page protocol, bridge, window. */
async function start(): Promise<void> {
  const profile = app.getPath('userData');
  const logger = setupLogger(join(profile, 'logs'), !app.isPackaged);
  logFaults(logger);
  logger.info('start', { version: app.getVersion(), electron: process.versions.electron, platform: process.platform });

  let window: BrowserWindow | null = null;
  let startAt: AppInfo['startAt'] = null;
  const grants = createPathGrants();
  const sender = createEventSender();
  const language = systemLanguage();
  const texts = createTexts(language);
  const dialogs = createDialogs(() => window, texts);
  const run = (command: MenuCommand) => sender.emit('menu.command', { command });
  const tray = hasTray();
  const background = createBackground({ texts, tray, window: () => window, openWatch: () => run('watched-folders') });
  const core = await createCore({
    profile,
    secrets: createSecretStore(),
    dialogs,
    desktop: createDesktop({
      onLanguage(chosen) {
        void texts.changeLanguage(chosen);
        setApplicationMenu(texts, run);
        background.relabel();
      },
      onKeepInTray: background.setWished,
    }),
    grants,
    logger,
    emit: sender.emit,
    onWatched: background.watchedFolders,
    startDataProcess: dataProcessStarter(join(mainDir, 'dataProcess.js')),
    startEngine: ({ events, connectionOf, ...start }) =>
      startEngineWorker({ workerPath: join(mainDir, 'worker.js'), start: () => start, connectionOf, events, logger }),
    systemLanguage: language,
    hasTray: () => tray,
    info: () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      platform: process.platform,
      startAt,
    }),
  });
  startAt = await startConnectionOf(core.handlers);

  setupProtocol(join(mainDir, '../renderer'));
  denyPermissions(session.defaultSession);
  setupNavigationGuards(devUrl);
  const dispatcher = createDispatcher(core.handlers, logger);
  setupBridge({
    dispatcher,
    grants,
    logger,
    page: () => window?.webContents ?? null,
    devUrl,
    onReady: sender.pageReady,
  });
  const guard = setupQuitGuard({
    running: core.liveTransfers,
    confirm: dialogs.confirmQuit,
    hide: background.hide,
    close: core.close,
    logger,
  });

  const state = createWindowState(profile, logger);
  const showWindow = async (ready: BrowserWindow) => {
    if (!process.argv.includes(BACKGROUND_ARGUMENT)) return ready.show();
    // Where nothing could bring a hidden window back it is only out of the way.
    if (!(await background.startHidden())) ready.minimize();
  };
  window = openWindow({
    preload: preloadPath(mainDir),
    bounds: await state.read(),
    devUrl,
    devTools: !app.isPackaged,
    onBounds: state.write,
    onReady: showWindow,
  });
  guard(window);
  sender.attach(window.webContents, dispatcher.cancelAll);
  reloadWhenGone(window.webContents, logger);
  // While the computer slept nobody told of changes.
  powerMonitor.on('resume', core.rescanWatched);
  app.on('second-instance', background.openWindow);
  // macOS: a click on the dock's icon.
  app.on('activate', background.openWindow);
}

registerAppScheme();
if (app.requestSingleInstanceLock()) {
  // Not awaited at the top level: the app is never ready while its main module still loads.
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      tellFailedStart(error, createTexts(systemLanguage()));
      app.exit(1);
    });
} else {
  app.quit();
}
