import { app, type Session } from 'electron';
import { isOwnUrl } from './origin.ts';

/** Denies every permission, request and check alike: the page needs none (the clipboard goes through the main process). */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/** No page of ours navigates away, opens windows or hosts webviews, whatever is dropped on it or clicked in it. */
export function setupNavigationGuards(devUrl: string | null): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      if (!isOwnUrl(event.url, devUrl)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !isOwnUrl(event.url, devUrl)) event.preventDefault();
    });
  });
}
