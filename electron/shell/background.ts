import { app, type BrowserWindow } from 'electron';
import type { i18n } from 'i18next';
import type { WatchSummary } from '../core/watch/summary.ts';
import { createTray, type TrayItem } from './tray.ts';

type BackgroundOptions = {
  texts: i18n;
  /** Whether the system has a tray (trayHost.ts). */
  tray: Promise<boolean>;
  window: () => BrowserWindow | null;
  /** Asks the page to show the watched folders. */
  openWatch: () => void;
};

/** Lets the program go on without its window: the tray brings it back. */
export type Background = {
  /** Hides the window in place of closing it, while folders are watched; false when there is no reason or no tray. */
  hide(): boolean;
  /** The program is to start without its window: true when it can. */
  startHidden(): Promise<boolean>;
  openWindow(): void;
  watchedFolders(summary: WatchSummary): void;
  /** The user's choice. */
  setWished(isWished: boolean): void;
  /** The language has changed. */
  relabel(): void;
};

export function createBackground({ texts, window, openWatch, ...options }: BackgroundOptions): Background {
  let isPossible = false;
  let isWished = false;
  let isHidden = false;
  let summary: WatchSummary = { watching: 0, stopped: 0, troubled: 0 };
  let tray: TrayItem | null = null;
  void options.tray.then((found) => {
    isPossible = found;
    update();
  });

  function openWindow() {
    const shown = window();
    if (shown?.isMinimized()) shown.restore();
    shown?.show();
    shown?.focus();
    isHidden = false;
    // Not within the icon's own click: it may be taken away, and Electron does not survive that.
    setImmediate(update);
  }

  function makeTray() {
    return createTray({
      texts,
      openWindow,
      openWatch() {
        openWindow();
        openWatch();
      },
      quit: () => app.quit(),
    });
  }

  /** The icon is there while folders are watched, and as long as nothing else could bring a hidden window back. */
  function update() {
    if (isPossible && ((isWished && summary.watching > 0) || isHidden)) {
      tray ??= makeTray();
      tray.update(summary);
    } else {
      tray?.remove();
      tray = null;
    }
  }

  return {
    openWindow,
    hide() {
      if (!isPossible || !isWished || summary.watching === 0) return false;
      isHidden = true;
      update();
      window()?.hide();
      return true;
    },
    async startHidden() {
      isHidden = await options.tray;
      update();
      return isHidden;
    },
    watchedFolders(now) {
      summary = now;
      update();
    },
    setWished(now) {
      isWished = now;
      update();
    },
    relabel: update,
  };
}
