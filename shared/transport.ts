import type { ErrorData } from './errors.ts';

/** What a call resolves with: it never rejects across the bridge. */
export type Reply = { ok: true; value: unknown } | { ok: false; error: ErrorData };

/** What the preload offers to the page as `window.stave`. Nothing but plain data crosses it. */
export type StaveBridge = {
  invoke(channel: string, input: unknown, callId: string): Promise<Reply>;
  cancel(callId: string): void;
  /** Calls the listener with each payload of the topic; returns the unsubscribe function. */
  subscribe(topic: string, listener: (payload: unknown) => void): () => void;
  /** Turns dropped files into grants (opaque tokens): the page never learns a path. Typed loosely as shared knows no DOM. */
  grantDropped(files: readonly unknown[]): Promise<Reply>;
  platform: 'darwin' | 'win32' | 'linux';
};

/** The names of the Electron channels; only preload.ts and shell/bridge.ts use them. */
export const WIRE = {
  invoke: 'stave:invoke',
  cancel: 'stave:cancel',
  event: 'stave:event',
  ready: 'stave:ready',
  grantDropped: 'stave:grantDropped',
} as const;
