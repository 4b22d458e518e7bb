import { AppError, appError, type ErrorData } from '../../../shared/errors.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import type { S3Connection } from '../s3/connection.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import { deferred } from './deferred.ts';
import { createGate, type Gate } from './gate.ts';
import { createLiveStore } from './liveStore.ts';
import { errorData } from './retry.ts';
import type { Wait } from './stillness.ts';

/** What all jobs of one connection go through. */
export type Link = {
  /** The same object while credentials and clients change. */
  store: ObjectStore;
  /** The connection as it is now. */
  connection(): S3Connection;
  gate: Gate;
};

export type LinkDeps = {
  /** A store that tries each request once. */
  createStore: (connection: S3Connection) => ObjectStore;
  /** Rejects with `secret-missing` or `secret-unreadable` when the user must type it, with another error when it is gone. */
  connectionOf: (connectionId: string) => Promise<S3Connection>;
  clock: Clock;
  random: Random;
  limits: { requests: number };
  logger: Logger;
};

export type OpenLink = {
  link: Link;
  /**
   * Resolves when there is a connection with its keys. `onWaiting` hears when the user must give them. Rejects with the
   * signal's reason, or with why there can be none.
   */
  ready(signal: AbortSignal, onWaiting: (wait: Wait | null) => void): Promise<void>;
  /** Asks for the connection again, and goes on with what it is now. */
  changed(): void;
  close(): void;
};

/** The user can mend these. */
const SECRET_NEEDED: ReadonlySet<string> = new Set(['secret-missing', 'secret-unreadable', 'keychain-missing']);

const keysOf = ({ accessKeyId, secretAccessKey, sessionToken }: S3Connection) =>
  JSON.stringify([accessKeyId, secretAccessKey, sessionToken]);

/** `onGone` is called when the connection cannot be had, or no client made for it; all requests then fail with why. */
export function openLink(connectionId: string, deps: LinkDeps, onGone: () => void): OpenLink {
  const { createStore, connectionOf, clock, random, limits, logger } = deps;
  const control = createGate({ clock, random, limit: limits.requests, onRefused });
  const live = createLiveStore(control.reached);
  const opened = deferred<void>();
  // Whoever waits for it is told; nobody may.
  opened.promise.catch(() => undefined);
  let present: S3Connection | null = null;
  /** Refused since the user last changed something: asking with them once more would only lock them. */
  const refusedKeys = new Set<string>();
  let questions = 0;
  let isClosed = false;

  function onRefused(error: ErrorData) {
    logger.warn('the server refuses the keys of a connection', {
      connectionId,
      code: error.code,
      s3Code: error.s3Code,
    });
    if (present) refusedKeys.add(keysOf(present));
    void ask(error);
  }

  function go(connection: S3Connection) {
    if (JSON.stringify(connection) !== JSON.stringify(present)) live.use(createStore(connection));
    present = connection;
    control.renewed();
    opened.resolve();
  }

  function end(error: unknown) {
    const reason = new AppError(errorData(error));
    control.fail(reason);
    opened.reject(reason);
    onGone();
  }

  /** Asks what the connection is now. `refusal`: what the server said to the keys it had. */
  async function ask(refusal: ErrorData | null) {
    questions += 1;
    const question = questions;
    const isOver = () => isClosed || question !== questions;
    try {
      const found = await connectionOf(connectionId);
      if (isOver()) return;
      if (refusal && refusedKeys.has(keysOf(found))) control.block(refusal);
      else go(found);
    } catch (error) {
      if (isOver()) return;
      const data = errorData(error);
      if (SECRET_NEEDED.has(data.code)) control.block(data);
      else end(error);
    }
  }

  void ask(null);

  return {
    link: {
      store: live.store,
      connection() {
        if (!present) throw appError('internal', 'the link is not ready');
        return present;
      },
      gate: control.gate,
    },
    async ready(signal, onWaiting) {
      const aborted = deferred<never>();
      const abort = () => aborted.reject(signal.reason);
      const look = () => {
        const halt = control.gate.halt();
        if (halt) onWaiting(halt);
      };
      signal.throwIfAborted();
      signal.addEventListener('abort', abort, { once: true });
      const unwatch = control.gate.watch(look);
      look();
      try {
        await Promise.race([opened.promise, aborted.promise]);
      } finally {
        signal.removeEventListener('abort', abort);
        unwatch();
      }
      onWaiting(null);
    },
    changed() {
      refusedKeys.clear();
      void ask(null);
    },
    close() {
      isClosed = true;
      live.close();
      control.fail(appError('interrupted', 'the link is closed'));
    },
  };
}
