// The engine's thread: commands come in as messages, replies and events go out. See host.ts.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../../shared/errors.ts';
import type { LocalPlatform } from '../../../shared/localName.ts';
import type { Logger } from '../ports.ts';
import type { S3Connection } from '../s3/connection.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import { type Deferred, deferred } from './deferred.ts';
import type { Engine } from './engine.ts';
import { openJournal } from './journal/open.ts';
import { createEngine } from './localEngine.ts';
import type { Command, ConnectionAnswer, FromWorker, Request, WorkerStart } from './protocol.ts';
import { errorData } from './retry.ts';
import { systemClock } from './systemClock.ts';

/** Without an engine there is nothing to tell it, and nothing to close. */
const NEEDS_NO_ENGINE: ReadonlySet<Command> = new Set(['apply', 'connectionChanged', 'connectionRemoved', 'close']);

type Say = (message: FromWorker) => void;

function loggerTo(say: Say): Logger {
  const log = (level: 'info' | 'warn' | 'error') => (message: string, fields?: Record<string, unknown>) =>
    say({ kind: 'log', level, message, fields });
  return { info: log('info'), warn: log('warn'), error: log('error') };
}

/** Other systems have the file names of Linux. */
function localPlatform(): LocalPlatform {
  const { platform } = process;
  return platform === 'win32' || platform === 'darwin' ? platform : 'linux';
}

/** Asks the main thread for a connection with its secret. */
function connectionAsker(say: Say) {
  const open = new Map<number, Deferred<S3Connection>>();
  let asked = 0;
  return {
    connectionOf(connectionId: string): Promise<S3Connection> {
      asked += 1;
      const answer = deferred<S3Connection>();
      open.set(asked, answer);
      say({ kind: 'connectionOf', id: asked, connectionId });
      return answer.promise;
    },
    hear(answer: ConnectionAnswer) {
      if ('connection' in answer) open.get(answer.id)?.resolve(answer.connection);
      else open.get(answer.id)?.reject(new AppError(answer.error));
      open.delete(answer.id);
    },
  };
}

function perform(engine: Engine, request: Request): Promise<unknown> {
  // The arguments are those of the command (protocol.ts), which the union cannot show for all at once.
  const command = engine[request.command] as (...args: unknown[]) => Promise<unknown>;
  return command(...request.args);
}

function startEngine(say: Say, connectionOf: (id: string) => Promise<S3Connection>): Engine {
  // Given by host.ts.
  const { journalFile, settings, interrupted } = workerData as WorkerStart;
  const logger = loggerTo(say);
  return createEngine({
    connectionOf,
    createStore: (connection) => createObjectStore(connection, 'transfer'),
    journal: openJournal({ file: journalFile, logger, now: systemClock.now }),
    clock: systemClock,
    random: Math.random,
    logger,
    events: {
      changed: (payload) => say({ kind: 'changed', payload }),
      objectsChanged: (payload) => say({ kind: 'objectsChanged', payload }),
    },
    platform: localPlatform(),
    settings,
    interrupted,
  });
}

function serve(port: MessagePort) {
  const say: Say = (message) => port.postMessage(message);
  const asker = connectionAsker(say);
  let engine: Engine | null = null;
  let failure: unknown;
  try {
    engine = startEngine(say, asker.connectionOf);
  } catch (error) {
    // The journal is not to be had: each command answers why.
    failure = error;
    say({
      kind: 'log',
      level: 'error',
      message: 'the transfer engine could not start',
      fields: { ...errorData(error) },
    });
  }
  port.on('message', (message: Request | ConnectionAnswer) => {
    if (message.command === 'connection') return asker.hear(message);
    const without = () => (NEEDS_NO_ENGINE.has(message.command) ? Promise.resolve() : Promise.reject(failure));
    const done = engine ? perform(engine, message) : without();
    done.then(
      (value) => say({ kind: 'reply', id: message.id, value }),
      (error: unknown) => say({ kind: 'failure', id: message.id, error: errorData(error) }),
    );
  });
}

if (!parentPort) throw new Error('worker.ts runs as a worker thread only');
serve(parentPort);
