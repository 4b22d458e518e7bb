import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { APP_URL } from './origin.ts';

/** Size and place of the window, in display-independent pixels. */
export type WindowBounds = { x: number; y: number; width: number; height: number };

const DEFAULT_SIZE = { width: 1280, height: 800 };
const SURFACE = { light: '#ffffff', dark: '#1e1f22' };

/** Bounds that lie on a display that is still there, else the default size where the system puts it. */
function visibleBounds(bounds: WindowBounds | null): Partial<WindowBounds> {
  if (bounds === null) return DEFAULT_SIZE;
  const area = screen.getDisplayMatching(bounds).workArea;
  const inside = bounds.x >= area.x - 50 && bounds.y >= area.y - 50 && bounds.x < area.x + area.width - 100;
  return inside ? bounds : { width: bounds.width, height: bounds.height };
}

type WindowOptions = {
  preload: string;
  bounds: WindowBounds | null;
  devUrl: string | null;
  devTools: boolean;
  onBounds: (bounds: WindowBounds) => void;
  /** Called when the page can be seen for the first time. */
  onReady: (window: BrowserWindow) => void | Promise<void>;
};

/** Opens the one window. The page is sandboxed and has nothing but the preload's bridge. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...visibleBounds(options.bounds),
    minWidth: 800,
    minHeight: 500,
    show: false,
    title: 'Stave',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? SURFACE.dark : SURFACE.light,
    titleBarStyle: process.platform === 'linux' ? 'default' : 'hidden',
    ...(process.platform === 'win32' ? { titleBarOverlay: { height: 32 } } : {}),
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: options.devTools,
    },
  });
  window.once('ready-to-show', () => void options.onReady(window));
  window.on('close', () => options.onBounds(window.getNormalBounds()));
  void window.loadURL(options.devUrl ?? APP_URL);
  return window;
}

/** The preload script beside the built main process. */
export function preloadPath(mainDir: string): string {
  return join(mainDir, '../preload/preload.cjs');
}
