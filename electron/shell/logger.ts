import { join } from 'node:path';
import log from 'electron-log/node.js';
import type { Logger } from '../core/ports.ts';

/** Names whose values never reach the log, whatever a caller passes. */
const SECRET_NAME = /secret|password|authorization|signature|credential|token|cookie/i;
const MAX_BYTES = 2 * 1024 * 1024;

function redact(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, SECRET_NAME.test(name) ? '[redacted]' : value]),
  );
}

/** The log: `stave.log` in the given folder, at most 2 MiB and one older file; also the console while developing. */
export function setupLogger(folder: string, toConsole: boolean): Logger {
  log.transports.file.resolvePathFn = () => join(folder, 'stave.log');
  log.transports.file.maxSize = MAX_BYTES;
  log.transports.file.format = '{iso} {level} {text}';
  log.transports.console.level = toConsole ? 'info' : false;
  const line = (message: string, fields?: Record<string, unknown>) =>
    fields === undefined ? message : `${message} ${JSON.stringify(redact(fields))}`;
  return {
    info: (message, fields) => log.info(line(message, fields)),
    warn: (message, fields) => log.warn(line(message, fields)),
    error: (message, fields) => log.error(line(message, fields)),
  };
}
