// The engine's thread: commands come in as messages, replies and events go out. See host.ts.
import { type MessagePort, parentPort } from 'node:worker_threads';
import type { LocalPlatform } from '../../../shared/localName.ts';
import type { Logger } from '../ports.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import type { Engine } from './engine.ts';
import { createEngine } from './localEngine.ts';
import type { FromWorker, Request } from './protocol.ts';
import { errorData } from './retry.ts';
import { systemClock } from './systemClock.ts';

function loggerTo(say: (message: FromWorker) => void): Logger {
  const log = (level: 'info' | 'warn' | 'error') => (message: string, fields?: Record<string, unknown>) =>
    say({ kind: 'log', level, message, fields });
  return { info: log('info'), warn: log('warn'), error: log('error') };
}

/** Other systems have the file names of Linux. */
function localPlatform(): LocalPlatform {
  const { platform } = process;
  return platform === 'win32' || platform === 'darwin' ? platform : 'linux';
}

function perform(engine: Engine, request: Request): Promise<unknown> {
  switch (request.command) {
    case 'submit':
      return engine.submit(...request.args);
    case 'answer':
      return engine.answer(...request.args);
    case 'cancel':
      return engine.cancel(...request.args);
    case 'clear':
      return engine.clear(...request.args);
    case 'downloadedPath':
      return engine.downloadedPath(...request.args);
    case 'close':
      return engine.close();
  }
}

function serve(port: MessagePort) {
  const say = (message: FromWorker) => port.postMessage(message);
  const engine = createEngine({
    createStore: (connection) => createObjectStore(connection, 'transfer'),
    clock: systemClock,
    random: Math.random,
    logger: loggerTo(say),
    events: {
      changed: (payload) => say({ kind: 'changed', payload }),
      objectsChanged: (payload) => say({ kind: 'objectsChanged', payload }),
    },
    platform: localPlatform(),
  });
  port.on('message', (request: Request) => {
    perform(engine, request).then(
      (value) => say({ kind: 'reply', id: request.id, value }),
      (error: unknown) => say({ kind: 'failure', id: request.id, error: errorData(error) }),
    );
  });
}

if (!parentPort) throw new Error('worker.ts runs as a worker thread only');
serve(parentPort);
