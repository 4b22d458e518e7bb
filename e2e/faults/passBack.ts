import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange } from './exchange.ts';
import { type Meeting, rewriteAnswer } from './script.ts';
import { type Bytes, changing, closed, flushed, metered, upTo } from './streams.ts';

/** A reset overtakes what the client has not fetched yet; this long it is given to do so. */
const LINGER_MS = 100;

/** The answer as the client is to hear it, but for what the fault does to it. */
async function rewritten({ seen }: Exchange, { rewrites }: Meeting, answer: IncomingMessage) {
  const status = answer.statusCode ?? 502;
  if (!rewrites.some(({ action }) => action.head || action.xml)) {
    return { status, headers: answer.rawHeaders, body: answer as Bytes };
  }
  const isXml = seen.method !== 'HEAD' && /\bxml\b/.test(answer.headers['content-type'] ?? '');
  const document = isXml ? await text(answer) : null;
  const changed = rewriteAnswer(rewrites, seen, { head: { status, headers: answer.headers }, document });
  const headers = Object.entries(changed.head.headers).flatMap(([name, value]) =>
    value === undefined || (isXml && /^(content-length|transfer-encoding)$/.test(name)) ? [] : [name, String(value)],
  );
  if (changed.document === null) return { status: changed.head.status, headers, body: answer as Bytes };
  const body = Buffer.from(changed.document);
  headers.push('content-length', String(body.byteLength));
  return { status: changed.head.status, headers, body: Readable.from(body.byteLength > 0 ? [body] : []) };
}

/** Raw headers, as Node gives them: names and values in turn. */
function without(name: string, headers: readonly string[]): string[] {
  return headers.filter((_, i) => headers[i - (i % 2)]?.toLowerCase() !== name);
}

/** What the fault makes of the body on its way. */
function spoilt({ socket, response, seen }: Exchange, { action, fire }: Meeting['fault'], body: Bytes): Bytes {
  switch (action.kind) {
    case 'cut-answer':
      return upTo(body, action.afterBytes, async () => {
        await flushed(response);
        await sleep(LINGER_MS);
        fire();
        socket.resetAndDestroy();
        throw new Error('The fault resets the answer.');
      });
    case 'close-answer':
      return upTo(body, action.afterBytes, async () => {
        await flushed(response);
        fire();
        socket.destroy();
        throw new Error('The fault closes the answer.');
      });
    case 'end-answer':
      return upTo(body, action.afterBytes, async () => {
        fire();
        seen.state = 'broken';
      });
    case 'stall-answer':
      return upTo(body, action.afterBytes, async () => {
        fire();
        await closed(socket);
        throw new Error('The client has given up.');
      });
    case 'corrupt-answer':
      return changing(body, action.atByte, fire);
    case 'pass':
    case 'reset-request':
    case 'never-answer':
    case 'answer':
    case 'lose-answer':
    case 'close-kept':
      return body;
  }
}

/** Gives the client the server's answer, with what it meets on the way. */
export async function passBack(exchange: Exchange, meeting: Meeting, answer: IncomingMessage): Promise<void> {
  const { socket, response, seen, link } = exchange;
  const { action, fire } = meeting.fault;
  const { status, headers, body } = await rewritten(exchange, meeting, answer);
  seen.status = status;
  response.writeHead(status, action.kind === 'end-answer' ? without('content-length', headers) : headers);
  // Before the first byte of the body, which may never come.
  response.flushHeaders();
  const count = (bytes: number) => {
    seen.answerBytes += bytes;
  };
  if (action.kind === 'close-kept' && action.when === 'next-request') link.doomed.set(socket, meeting.fault);
  await pipeline(metered(spoilt(exchange, meeting.fault, body), link.down, count), response);
  if (action.kind === 'pass') fire();
  if (action.kind === 'close-kept' && action.when === 'at-once') {
    await flushed(response);
    fire();
    socket.destroy();
  }
}
