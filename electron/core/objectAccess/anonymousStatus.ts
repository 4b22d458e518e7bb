import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type CallPlace, toAppError } from '../s3/errors.ts';

const TIMEOUT_MS = 15_000;

/**
 * The path and query of a URL as they stand: `new URL` would resolve the `..` and `.` that keys may have, which servers
 * do not.
 */
function pathOf(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2));
}

/**
 * What the server answers to HEAD of this very address from a visitor without keys: the HTTP status. Throws AppError when
 * it does not answer.
 */
export function anonymousStatus(url: string, place: CallPlace, signal: AbortSignal): Promise<number> {
  const { protocol, hostname, port } = new URL(url);
  const request = protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(toAppError(error, place, signal));
    const host = hostname.replace(/^\[|\]$/g, '');
    const options = { method: 'HEAD', host, port, path: pathOf(url), agent: false, timeout: TIMEOUT_MS, signal };
    const asked = request(options, (answer) => {
      answer.on('error', fail);
      answer.on('end', () => resolve(answer.statusCode ?? 0));
      answer.resume();
    });
    asked.on('timeout', () => asked.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })));
    asked.on('error', fail);
    asked.end();
  });
}
