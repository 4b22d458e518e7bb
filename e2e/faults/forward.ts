import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange } from './exchange.ts';
import { passBack } from './passBack.ts';
import { type Meeting, rewriteRequest } from './script.ts';
import { type Bytes, closed, drain, metered, upTo } from './streams.ts';

/** Waits for a part of the round trip. Throws when the client has gone meanwhile. */
async function travel({ socket, link }: Exchange, share: number): Promise<void> {
  if (link.latencyMs > 0) await sleep(link.latencyMs * share);
  if (socket.destroyed) throw new Error('The client has gone.');
}

/** The request's body as it arrives. */
function arriving({ request, seen, link }: Exchange): Bytes {
  return metered(request, link.up, (bytes) => {
    seen.requestBytes += bytes;
  });
}

/** The body as it goes on: cut off, where that is the fault. */
function passingOn(exchange: Exchange, { action, fire }: Meeting['fault']): Bytes {
  const body = arriving(exchange);
  if (action.kind !== 'reset-request') return body;
  return upTo(body, action.afterBytes, async () => {
    fire();
    exchange.socket.resetAndDestroy();
    throw new Error('The fault resets the request.');
  });
}

/** The request's headers, or those that the rewrites want, and its body. */
async function outgoing(exchange: Exchange, { fault, rewrites }: Meeting) {
  const { request, seen } = exchange;
  const { method, path } = seen;
  const body = passingOn(exchange, fault);
  if (!rewrites.some(({ action }) => action.request)) return { path, headers: request.rawHeaders, body };
  const document = method === 'POST' ? Buffer.from(await text(body)) : null;
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const rewritten = rewriteRequest(rewrites, { method, path, headers, body: document });
  return {
    path: rewritten.path,
    headers: Object.entries(rewritten.headers).flat(),
    body: rewritten.body === null ? body : Readable.from([rewritten.body]),
  };
}

/** Sends the request on; answers with the server's answer, whose body is still to come. */
async function ask(exchange: Exchange, meeting: Meeting): Promise<IncomingMessage> {
  const { response, seen, link } = exchange;
  const { body, path, headers } = await outgoing(exchange, meeting);
  const { hostname, port } = link.target;
  const onward = httpRequest({ agent: link.agent, hostname, port, method: seen.method, path, headers });
  response.once('close', () => onward.destroy());
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    onward.on('response', resolve).on('error', reject);
  });
  // A server may answer before it has read all; the answer then decides.
  const sent = pipeline(body, onward);
  const answer = await Promise.race([answered, sent.then(() => answered)]);
  sent.catch(() => {}); // Broken off after the answer: nothing is left to tell.
  return answer;
}

/** Carries one request out, with what it meets. Rejects when one side has gone: so must the other. */
export async function forward(exchange: Exchange): Promise<void> {
  const { socket, seen, link } = exchange;
  const doom = link.doomed.get(socket);
  if (doom) {
    doom.fire();
    socket.resetAndDestroy();
    return;
  }
  const meeting = link.script.meet(seen);
  const { action, fire, before, after } = meeting.fault;
  // A new connection has cost a round trip before it carries anything.
  await travel(exchange, link.known.has(socket) ? 0.5 : 1.5);
  link.known.add(socket);
  await before(seen);

  if (action.kind === 'never-answer') {
    await drain(arriving(exchange));
    fire();
    await closed(socket);
    return;
  }
  if (action.kind === 'answer' && !action.forwarded) await drain(arriving(exchange));
  const answer = action.kind === 'answer' && !action.forwarded ? null : await ask(exchange, meeting);
  await after(seen);
  await travel(exchange, 0.5);

  if (action.kind === 'lose-answer' || action.kind === 'answer') {
    if (answer) await drain(answer);
    fire();
    if (action.kind === 'lose-answer') socket.resetAndDestroy();
    else respond(exchange, action);
    return;
  }
  if (answer) await passBack(exchange, meeting, answer);
}

function respond(
  { response, seen }: Exchange,
  answer: { status: number; headers?: Record<string, string>; body?: string },
) {
  const body = answer.body ?? '';
  seen.status = answer.status;
  seen.answerBytes = Buffer.byteLength(body);
  response.writeHead(answer.status, answer.headers).end(body);
}
