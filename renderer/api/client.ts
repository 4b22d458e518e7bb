import type { Channel, Input, Output } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { Events, Topic } from '../../shared/events.ts';
import type { Reply, StaveBridge } from '../../shared/transport.ts';

declare global {
  interface Window {
    readonly stave: StaveBridge;
  }
}

/** The system this window runs on: decides key names and the order of dialog buttons. */
export const platform = window.stave.platform;

function unwrap(reply: Reply): unknown {
  if (!reply.ok) throw new AppError(reply.error);
  return reply.value;
}

/** Calls the main process. Throws AppError; aborting the signal cancels the call there and throws `cancelled`. */
export async function call<C extends Channel>(
  channel: C,
  input: Input<C>,
  options: { signal?: AbortSignal } = {},
): Promise<Output<C>> {
  const callId = crypto.randomUUID();
  const cancel = () => window.stave.cancel(callId);
  if (options.signal?.aborted) throw new AppError({ code: 'cancelled', message: 'cancelled', retryable: false });
  options.signal?.addEventListener('abort', cancel, { once: true });
  try {
    // The contract gives the output's type; the main process is trusted to keep it.
    return unwrap(await window.stave.invoke(channel, input, callId)) as Output<C>;
  } finally {
    options.signal?.removeEventListener('abort', cancel);
  }
}

/** Listens to a topic; returns the function that stops it. */
export function on<T extends Topic>(topic: T, listener: (payload: Events[T]) => void): () => void {
  return window.stave.subscribe(topic, (payload) => listener(payload as Events[T]));
}

/** Turns dropped files into grants, one a file or folder. */
export async function grantDropped(files: readonly File[]): Promise<string[]> {
  return unwrap(await window.stave.grantDropped(files)) as string[];
}
