import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { appError } from '../../shared/errors.ts';
import type { Events, Topic } from '../../shared/events.ts';
import { type Reply, WIRE } from '../../shared/transport.ts';
import type { Dispatcher } from '../core/dispatcher.ts';
import type { PathGrants } from '../core/pathGrants.ts';
import type { Emit, Logger } from '../core/ports.ts';
import { isOwnMainFrame } from './origin.ts';

/** Files dropped at once: more than a folder of photographs has. */
const MAX_DROPPED = 100_000;
/** Events kept for a window that does not listen yet. */
const MAX_WAITING = 1_000;

type Waiting = { topic: Topic; payload: Events[Topic] };

/** Where events go: nowhere until the page listens, then to it, what was kept first. */
export function createEventSender(): {
  emit: Emit;
  /** `onLeave` is called when a page has been loaded in place of the one before. */
  attach(contents: WebContents, onLeave: () => void): void;
  pageReady(): void;
} {
  let page: WebContents | null = null;
  let ready = false;
  let waiting: Waiting[] = [];
  const send = (event: Waiting) => {
    if (page && !page.isDestroyed()) page.send(WIRE.event, event.topic, event.payload);
  };
  return {
    emit(topic, payload) {
      const event = { topic, payload };
      if (ready) send(event);
      else waiting = [...waiting, event].slice(-MAX_WAITING);
    },
    attach(contents, onLeave) {
      page = contents;
      ready = false;
      // A new page does not listen yet. Not `did-start-navigation`: that is told of navigations that are refused, too.
      contents.on('did-navigate', () => {
        ready = false;
        onLeave();
      });
    },
    pageReady() {
      ready = true;
      for (const event of waiting) send(event);
      waiting = [];
    },
  };
}

type BridgeOptions = {
  dispatcher: Dispatcher;
  grants: PathGrants;
  logger: Logger;
  /** The one page that may call. */
  page: () => WebContents | null;
  devUrl: string | null;
  onReady: () => void;
};

/** Connects ipcMain with the dispatcher. Every entry checks who calls: our page, its main frame, our origin. */
export function setupBridge(options: BridgeOptions): void {
  const { dispatcher, grants, logger, page, devUrl, onReady } = options;

  const trusted = (event: IpcMainInvokeEvent | IpcMainEvent): boolean => {
    const ours = event.sender === page() && isOwnMainFrame(event.senderFrame, event.sender, devUrl);
    // Not its address: that may be signed, and asking a frame that is gone for it throws.
    if (!ours) logger.warn('a message from a foreign page was refused');
    return ours;
  };
  const refusal: Reply = { ok: false, error: appError('invalid-request', 'this page may not call').data };

  ipcMain.handle(WIRE.invoke, (event, channel: unknown, input: unknown, callId: unknown) =>
    trusted(event) ? dispatcher.invoke(channel, input, callId) : refusal,
  );
  ipcMain.on(WIRE.cancel, (event, callId: unknown) => {
    if (trusted(event)) dispatcher.cancel(callId);
  });
  ipcMain.on(WIRE.ready, (event) => {
    if (trusted(event)) onReady();
  });
  // The preload resolves real dropped Files to paths; the page itself cannot reach this channel.
  ipcMain.handle(WIRE.grantDropped, (event, paths: unknown): Reply => {
    if (!trusted(event)) return refusal;
    if (!Array.isArray(paths) || paths.length > MAX_DROPPED || !paths.every((path) => typeof path === 'string')) {
      return {
        ok: false,
        error: appError('invalid-request', `at most ${MAX_DROPPED} files can be dropped at once`).data,
      };
    }
    if (paths.includes('')) {
      return { ok: false, error: appError('not-local-file', 'what was dropped has no path on this computer').data };
    }
    return { ok: true, value: paths.map((path: string) => grants.grant(path, 'read')) };
  });
}
