import { expect, test } from 'vitest';
import { appError } from '../../shared/errors.ts';
import { createDispatcher } from './dispatcher.ts';
import type { Handlers, Logger } from './ports.ts';

const lines: string[] = [];
const logger: Logger = {
  info: () => undefined,
  warn: () => undefined,
  error: (message, fields) => lines.push(`${message} ${JSON.stringify(fields)}`),
};

/** Only the calls a test makes are there: the dispatcher looks up nothing else. */
function dispatcherOf(handlers: Partial<Handlers>) {
  return createDispatcher(handlers as Handlers, logger);
}

const refused = { ok: false, error: { code: 'invalid-request', retryable: false } };

test('a known call with good input reaches its handler', async () => {
  const dispatcher = dispatcherOf({ 'buckets.open': async ({ bucket }) => void lines.push(bucket) });
  const reply = await dispatcher.invoke('buckets.open', { connectionId: 'c', bucket: 'shop' }, '1');
  expect(reply).toEqual({ ok: true, value: undefined });
  expect(lines).toContain('shop');
});

test.each<unknown>([
  'nothing.here',
  'constructor',
  '__proto__',
  'toString',
  '',
  7,
  null,
  undefined,
  {},
  { toString: 1, valueOf: 1 },
])('the channel %j is refused', async (channel) => {
  expect(await dispatcherOf({}).invoke(channel, {}, '1')).toMatchObject(refused);
});

test.each([
  ['a missing field', { connectionId: 'c' }],
  ['a field nobody asked for', { connectionId: 'c', bucket: 'shop', more: 1 }],
  ['a string of 10 MB', { connectionId: 'c', bucket: 'x'.repeat(10 * 1024 * 1024) }],
  ['no object at all', null],
])('%s is refused before the handler', async (_what, input) => {
  const dispatcher = dispatcherOf({ 'buckets.open': () => Promise.reject(new Error('the handler ran')) });
  const reply = await dispatcher.invoke('buckets.open', input, '1');
  expect(reply).toMatchObject(refused);
  expect(JSON.stringify(reply).length).toBeLessThan(1000);
});

test('a prefix that would take in its neighbours is refused', async () => {
  const taken: string[] = [];
  const dispatcher = dispatcherOf({
    'transfers.delete': async ({ prefixes }) => {
      taken.push(...prefixes);
      return { jobId: 'j' };
    },
  });
  const remove = (prefix: string) =>
    dispatcher.invoke('transfers.delete', { connectionId: 'c', bucket: 'b', keys: [], prefixes: [prefix] }, '1');
  for (const prefix of ['a', 'a/b', '/\n']) expect(await remove(prefix)).toMatchObject(refused);
  for (const prefix of ['', 'a/', 'a\n/', '/']) expect(await remove(prefix)).toMatchObject({ ok: true });
  expect(taken).toEqual(['', 'a/', 'a\n/', '/']);
});

test.each([undefined, '', 5, 'x'.repeat(65)])('a call needs a proper id, not %j', async (callId) => {
  expect(await dispatcherOf({}).invoke('app.info', {}, callId)).toMatchObject(refused);
});

test('an AppError arrives as data, another error without its text', async () => {
  const dispatcher = dispatcherOf({
    'app.info': () => Promise.reject(appError('not-found', 'no such object', { status: 404 })),
    'connections.list': () => Promise.reject(new TypeError('holds a secret: hunter2')),
  });
  expect(await dispatcher.invoke('app.info', {}, '1')).toMatchObject({ error: { code: 'not-found', status: 404 } });
  const reply = await dispatcher.invoke('connections.list', {}, '2');
  expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(JSON.stringify(reply) + lines.join()).not.toContain('hunter2');
});

test('cancelling aborts the handler of that call only, and is no failure of another code', async () => {
  const untilAborted = (signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('gone'))));
  const dispatcher = dispatcherOf({
    'app.info': (_input, { signal }) => untilAborted(signal),
    'connections.list': (_input, { signal }) => untilAborted(signal),
  });
  const first = dispatcher.invoke('app.info', {}, 'first');
  const second = dispatcher.invoke('connections.list', {}, 'second');
  dispatcher.cancel('first');
  expect(await first).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  const both = await Promise.race([second, Promise.resolve('still running')]);
  expect(both).toBe('still running');
  dispatcher.cancelAll();
  expect(await second).toMatchObject({ error: { code: 'cancelled' } });
});

test('a call id in use is refused', async () => {
  const dispatcher = dispatcherOf({
    'app.info': (_input, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('gone')))),
  });
  const first = dispatcher.invoke('app.info', {}, 'same');
  expect(await dispatcher.invoke('app.info', {}, 'same')).toMatchObject(refused);
  dispatcher.cancel('same');
  expect(await first).toMatchObject({ error: { code: 'cancelled' } });
});
