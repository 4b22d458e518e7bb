import type { WebFrameMain } from 'electron';

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

/** True when the frame is the main frame of its page and shows our own page. */
export function isOwnMainFrame(frame: WebFrameMain | null, devUrl: string | null): boolean {
  // A frame that is gone answers null, or throws when asked for its properties.
  if (frame === null || frame.detached) return false;
  return frame.parent === null && isOwnUrl(frame.url, devUrl);
}
