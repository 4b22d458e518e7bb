import type { Channel } from '../../shared/contract.ts';
import { contract } from '../../shared/contract.ts';
import { AppError, appError, type ErrorData } from '../../shared/errors.ts';
import type { Reply } from '../../shared/transport.ts';
import { faultOf } from './faults.ts';
import type { CallContext, Handlers, Logger } from './ports.ts';

export type Dispatcher = {
  /** Always resolves: what went wrong is in the reply. */
  invoke(channel: unknown, input: unknown, callId: unknown): Promise<Reply>;
  cancel(callId: unknown): void;
  /** Aborts every running call: the page that made them is gone. */
  cancelAll(): void;
};

const MAX_CALL_ID = 64;
const MAX_CHANNEL_TEXT = 60;

function toErrorData(error: unknown, channel: string, signal: AbortSignal, logger: Logger): ErrorData {
  if (signal.aborted) return { code: 'cancelled', message: 'cancelled', retryable: false };
  if (error instanceof AppError) return error.data;
  // An error nobody foresaw: its text may hold anything, so it goes to the log by name and stack place only.
  const fault = faultOf(error);
  logger.error('unexpected error in a call', { channel, ...fault });
  return { code: 'internal', message: `unexpected ${fault.name} in ${channel}`, retryable: false };
}

/** What was given for a channel, for messages. Not by String(): that throws for some objects. */
function channelText(channel: unknown): string {
  return typeof channel === 'string' ? channel.slice(0, MAX_CHANNEL_TEXT) : typeof channel;
}

function checked(channel: unknown, input: unknown, callId: unknown): { name: Channel; data: unknown; id: string } {
  if (typeof callId !== 'string' || callId.length === 0 || callId.length > MAX_CALL_ID) {
    throw appError('invalid-request', 'a call needs an id');
  }
  // hasOwn: `constructor` and its like are no channels.
  if (typeof channel !== 'string' || !Object.hasOwn(contract, channel)) {
    throw appError('invalid-request', `unknown channel ${channelText(channel)}`);
  }
  const name = channel as Channel;
  const parsed = contract[name].input.safeParse(input);
  if (!parsed.success) {
    const issues = parsed.error.issues
      .slice(0, 5)
      .map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
    throw appError('invalid-request', `${name}: ${issues.join('; ')}`);
  }
  return { name, data: parsed.data, id: callId };
}

/** Turns raw messages into handler calls: known channel, checked input, cancellable by call id, errors as data. */
export function createDispatcher(handlers: Handlers, logger: Logger): Dispatcher {
  const running = new Map<string, AbortController>();
  return {
    async invoke(channel, input, callId) {
      const controller = new AbortController();
      let id: string | undefined;
      try {
        const call = checked(channel, input, callId);
        if (running.has(call.id)) throw appError('invalid-request', 'this call id is in use');
        id = call.id;
        running.set(id, controller);
        // The handlers' mapped type loses the link between channel and input here; `checked` has restored it at run time.
        const handler = handlers[call.name] as (input: unknown, context: CallContext) => Promise<unknown>;
        return { ok: true, value: await handler(call.data, { signal: controller.signal }) };
      } catch (error) {
        return { ok: false, error: toErrorData(error, channelText(channel), controller.signal, logger) };
      } finally {
        if (id !== undefined) running.delete(id);
      }
    },
    cancel(callId) {
      if (typeof callId === 'string') running.get(callId)?.abort();
    },
    cancelAll() {
      for (const controller of running.values()) controller.abort();
    },
  };
}
