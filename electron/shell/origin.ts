import type { WebContents, WebFrameMain } from 'electron';

/** The page's own scheme and host: `app://stave/index.html`. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'stave';
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;

/** True for addresses of our own page. `devUrl` is the development server's, null in a built app. */
export function isOwnUrl(url: string, devUrl: string | null): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  if (parsed.protocol === `${APP_SCHEME}:` && parsed.host === APP_HOST) return true;
  return devUrl !== null && parsed.origin === new URL(devUrl).origin;
}

/**
 * True when the frame is the main frame of `page` and shows our own page. Not by `detached` or `parent`: after a crash of
 * the page the frame of the next one stays `detached` (Electron 33), and the `parent` of a removed frame is null.
 */
export function isOwnMainFrame(frame: WebFrameMain | null, page: WebContents, devUrl: string | null): boolean {
  if (frame === null || frame.frameTreeNodeId !== page.mainFrame.frameTreeNodeId) return false;
  try {
    return isOwnUrl(frame.url, devUrl);
  } catch {
    // A frame that is gone throws when asked for its address.
    return false;
  }
}
