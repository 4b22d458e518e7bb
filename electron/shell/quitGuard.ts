import { app, type BrowserWindow } from 'electron';
import { faultOf } from '../core/faults.ts';
import type { Logger } from '../core/ports.ts';

type QuitGuardOptions = {
  /** How many transfers are at work, or will be. */
  running: () => Promise<number>;
  confirm: (running: number) => Promise<boolean>;
  /** Hides the window in place of closing it; false: closing it quits. */
  hide: () => boolean;
  /** Lets what runs rest and closes everything; called once. */
  close: () => Promise<void>;
  logger: Logger;
};

/**
 * Quitting while transfers run asks first; then they come to rest before the program ends, to go on at the next start.
 * Closing the window quits, unless the program goes on without it. Returns the function that puts a window under the guard.
 */
export function setupQuitGuard({
  running,
  confirm,
  hide,
  close,
  logger,
}: QuitGuardOptions): (window: BrowserWindow) => void {
  let phase: 'open' | 'asking' | 'closing' | 'closed' = 'open';

  async function tryToQuit(): Promise<void> {
    phase = 'asking';
    const count = await running();
    if (count > 0 && !(await confirm(count))) {
      phase = 'open';
      return;
    }
    phase = 'closing';
    try {
      await close();
    } catch (error) {
      logger.error('closing failed', faultOf(error));
    }
    phase = 'closed';
    app.quit();
  }

  const intercept = (event: { preventDefault(): void }) => {
    if (phase === 'closed') return;
    event.preventDefault();
    if (phase === 'open') {
      tryToQuit().catch((error: unknown) => {
        phase = 'open';
        logger.error('the question before quitting failed', faultOf(error));
      });
    }
  };
  app.on('before-quit', intercept);
  app.on('window-all-closed', () => app.quit());
  return (window) =>
    window.on('close', (event) => {
      // Quitting closes the window too, but not before it has left the phase `open`.
      if (phase === 'open' && hide()) event.preventDefault();
      else intercept(event);
    });
}
