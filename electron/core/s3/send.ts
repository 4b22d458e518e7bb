import { setMaxListeners } from 'node:events';
import { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { $Command, S3ClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3';
import { isStale } from './agents.ts';
import { checkedFailure, checkSuccess, type ExpectedDocument, isLateError, type RawAnswer } from './answer.ts';
import type { Clients } from './client.ts';
import { countedBody, onlyNewBytes } from './countedBody.ts';
import { type CallPlace, toAppError } from './errors.ts';
import type { OnSent } from './objectStore.ts';
import { allowOwnPauses } from './ownPause.ts';

export type S3Command<I extends ServiceInputTypes, O extends ServiceOutputTypes> = $Command<
  I,
  O,
  S3ClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes
>;

export type SendOptions = {
  bucket?: string | undefined;
  key?: string | undefined;
  /** The document that proves the success. */
  document?: ExpectedDocument | undefined;
  /** Changes the document of a good answer before the SDK reads it. Headers by their names in lower case. */
  rewrite?: ((document: string, headers: Record<string, string>) => string) | undefined;
  /** A good answer's headers and body are an object's own: they may be anything, and the body is passed on unread. */
  ofObject?: boolean | undefined;
  /** Never sent a second time over another connection, though the first may have been closed before it arrived. */
  once?: boolean | undefined;
  /** The server may be silent for minutes while it works. */
  patient?: boolean | undefined;
  /** Sends these bytes, which the command carries too, slice by slice, and tells of each. */
  counted?: { bytes: Uint8Array; onSent: OnSent } | undefined;
  signal?: AbortSignal | undefined;
};

/** Sends one command. Throws AppError; a success is proven by the answer. */
export type Send = <I extends ServiceInputTypes, O extends ServiceOutputTypes>(
  command: S3Command<I, O>,
  options?: SendOptions,
) => Promise<O>;

function isRawAnswer(value: unknown): value is RawAnswer {
  return typeof value === 'object' && value !== null && 'statusCode' in value && 'headers' in value;
}

async function readAll(body: unknown): Promise<Buffer> {
  if (!(body instanceof Readable)) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function inspect(answer: RawAnswer, place: CallPlace, options: SendOptions): Promise<void> {
  if (answer.statusCode < 300 && options.ofObject) return allowSlowReader(answer.body);
  const text = (await readAll(answer.body)).toString('utf8');
  if (answer.statusCode >= 300) {
    answer.body = Buffer.from(checkedFailure(answer, text, place));
    return;
  }
  checkSuccess(answer, text, options.document, place);
  if (isLateError(text)) answer.statusCode = 503;
  answer.body = Buffer.from(options.rewrite ? options.rewrite(text, answer.headers) : text);
}

/** Whoever reads an object's body may rest for as long as it likes. */
function allowSlowReader(body: unknown): void {
  if (!(body instanceof IncomingMessage)) return;
  const release = allowOwnPauses(
    () => body.socket,
    () => body.readableFlowing !== true,
  );
  body.once('close', release);
}

/** Stops sending a body that the server has refused before its end, and gives its connection up. */
function stopSending(body: Readable, answerBody: unknown): void {
  if (body.readableEnded) return;
  body.destroy();
  const socket: unknown = answerBody instanceof Readable ? Reflect.get(answerBody, 'socket') : undefined;
  if (typeof socket === 'object' && socket !== null && 'destroy' in socket && typeof socket.destroy === 'function') {
    socket.destroy();
  }
}

/**
 * The one way to the server. On the wire (after signing, once an attempt) a middleware swaps a counted body in, and
 * looks at each answer before the SDK does.
 */
export function createSender(clients: Clients, host: string): Send {
  return async (command, options = {}) => {
    const place: CallPlace = {
      host,
      operation: 'request',
      bucket: options.bucket,
      key: options.key,
    };
    const { counted, signal } = options;
    const newAttempt = counted && counted.bytes.byteLength > 0 ? onlyNewBytes(counted.onSent) : undefined;

    command.middlewareStack.add(
      (next, context) => async (args) => {
        place.operation = context.commandName?.replace(/Command$/, '') ?? place.operation;
        let body: Readable | undefined;
        const attempt = () => {
          body = counted && newAttempt ? countedBody(counted.bytes, newAttempt()) : undefined;
          if (body) Reflect.set(Object(args.request), 'body', body);
          return next(args);
        };
        const result = await attempt().catch((error: unknown) => {
          body?.destroy();
          // Once: a server may close each connection after its first answer, but not before that.
          if (!isStale(error) || options.once || signal?.aborted) throw error;
          return attempt();
        });
        const answer = result.response;
        if (!isRawAnswer(answer)) return result;
        const answerBody = answer.body;
        try {
          await inspect(answer, place, options);
        } finally {
          if (body) stopSending(body, answerBody);
        }
        return result;
      },
      // A command may be sent a second time, elsewhere (regions.ts).
      { step: 'deserialize', priority: 'low', name: 'staveWire', override: true },
    );

    // One signal may belong to many calls at a time, as the parts of one file.
    if (signal) setMaxListeners(0, signal);
    try {
      const client = options.patient ? clients.patient : clients.quick;
      return await client.send(command, signal ? { abortSignal: signal } : {});
    } catch (error) {
      throw toAppError(error, place, signal);
    }
  };
}
