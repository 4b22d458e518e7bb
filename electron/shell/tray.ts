import { Menu, Tray } from 'electron';
import type { i18n } from 'i18next';
import type { WatchSummary } from '../core/watch/summary.ts';
import { trayIcon } from './trayIcon.ts';

type TrayOptions = { texts: i18n; openWindow: () => void; openWatch: () => void; quit: () => void };

/** The icon in the tray, with what the watched folders are at. */
export type TrayItem = { update(summary: WatchSummary): void; remove(): void };

/** The state of all watched folders in one line. */
function stateLine(texts: i18n, { watching, troubled, stopped }: WatchSummary): string {
  if (troubled > 0) return texts.t('tray.troubled', { count: troubled });
  if (stopped > 0) return texts.t('tray.stopped', { count: stopped });
  return texts.t('tray.watching', { count: watching });
}

export function createTray({ texts, openWindow, openWatch, quit }: TrayOptions): TrayItem {
  const tray = new Tray(trayIcon());
  tray.on('click', openWindow);
  return {
    update(summary) {
      const line = stateLine(texts, summary);
      tray.setToolTip(`Stave — ${line}`);
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: texts.t('tray.open'), click: openWindow },
          { type: 'separator' },
          { label: line, click: openWatch },
          { type: 'separator' },
          { label: texts.t('menu.quit'), click: quit },
        ]),
      );
    },
    remove: () => tray.destroy(),
  };
}
