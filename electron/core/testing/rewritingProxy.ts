import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };
export type Call = { method: string; url: URL };

export type RewritingProxy = { endpoint: string; calls: Call[]; close(): Promise<void> };

/**
 * A proxy in front of a real S3 server that changes what some of its answers say: how servers of other makes say the
 * same. `Host` goes through untouched, so signatures stay valid.
 */
export async function startRewritingProxy(
  target: string,
  rewrite: (call: Call, answer: Answer) => Answer,
): Promise<RewritingProxy> {
  const { hostname, port } = new URL(target);
  const calls: Call[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', headers } = incoming;
    const call = { method, url: new URL(incoming.url ?? '/', target) };
    calls.push(call);
    const passBack = (answered: IncomingMessage, body: Buffer) => {
      const answer = rewrite(call, { status: answered.statusCode ?? 0, headers: answered.headers, body });
      const { 'transfer-encoding': _, ...rest } = answer.headers;
      // To HEAD the length is that of the object, which is not sent.
      const length = method === 'HEAD' ? {} : { 'content-length': String(answer.body.byteLength) };
      outgoing.writeHead(answer.status, { ...rest, ...length });
      outgoing.end(method === 'HEAD' ? undefined : answer.body);
    };
    const breakOff = () => outgoing.destroy();
    const onward = request({ hostname, port, method, path: incoming.url, headers }, (answered) => {
      buffer(answered).then((body) => passBack(answered, body), breakOff);
    });
    onward.on('error', breakOff);
    incoming.pipe(onward);
  });
  return { endpoint: await listen(server), calls, close: () => closeServer(server) };
}

/** Starts a server on a free port of loopback; answers with its URL. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Stops a server and its connections. */
export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
