import { app, dialog, type WebContents } from 'electron';
import type { i18n } from 'i18next';
import { AppError } from '../../shared/errors.ts';
import { faultOf } from '../core/faults.ts';
import type { Logger } from '../core/ports.ts';

/** A page that ends sooner than this (ms) after it was loaded anew would only end again. */
const MIN_LIFE_MS = 10_000;

/** Errors of the main process that nobody has caught go to the log. Electron shows exceptions in a dialog of its own. */
export function logFaults(logger: Logger): void {
  process.on('uncaughtExceptionMonitor', (error) => {
    logger.error('an error that nobody caught', faultOf(error));
  });
  process.on('unhandledRejection', (reason) => {
    logger.error('a rejection that nobody handled', faultOf(reason));
  });
}

/** A page whose process has ended leaves an empty window: it is loaded anew. Transfers are not touched by it. */
export function reloadWhenGone(page: WebContents, logger: Logger): void {
  let reloadedAt = Number.NEGATIVE_INFINITY;
  page.on('render-process-gone', (_event, { reason, exitCode }) => {
    logger.error('the process of the page ended', { reason, exitCode });
    if (reason === 'clean-exit' || Date.now() - reloadedAt < MIN_LIFE_MS) return;
    reloadedAt = Date.now();
    // Not from within the event: the page is still being taken down.
    setImmediate(() => {
      if (!page.isDestroyed()) page.reload();
    });
  });
}

/** Says why Stave cannot start: in the terminal, and in a released build, which has none, in a dialog. */
export function tellFailedStart(error: unknown, texts: i18n): void {
  const reason = error instanceof AppError ? error.data.message : faultOf(error).name;
  console.error(`Stave could not start: ${reason}\n${faultOf(error).place ?? ''}`);
  if (app.isPackaged) dialog.showErrorBox(texts.t('dialogs.startFailed'), reason);
}
