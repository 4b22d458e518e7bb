import type { FolderUse } from '../../shared/contract/app.ts';
import type { Channel, Input, Output } from '../../shared/contract.ts';
import type { Events, Topic } from '../../shared/events.ts';

/** What a handler gets besides its input. The signal aborts when the page cancels the call or is gone. */
export type CallContext = { signal: AbortSignal };

/** One function a channel. A missing one does not compile (core/app.ts). */
export type Handlers = { [C in Channel]: (input: Input<C>, context: CallContext) => Promise<Output<C>> };

/** Tells the page something; batching and waiting for the window are the bridge's business. */
export type Emit = <T extends Topic>(topic: T, payload: Events[T]) => void;

/** Seals secrets with the system's keychain. */
export type SecretStore = {
  /** `encrypted` false: the system has no real keychain (basic_text), so nothing may be stored. */
  describe(): Promise<{ encrypted: boolean; backend: string }>;
  /** Returns base64 that only this user on this machine can open. Throws `secret-unreadable` when it cannot seal. */
  seal(plain: string): Promise<string>;
  /** Throws `secret-unreadable` when it cannot be opened (a reset keychain): then the user is asked again, nothing is deleted. */
  open(sealed: string): Promise<string>;
};

/** The system's dialogs. Paths stay in the main process. An empty list or null: the user closed it. */
export type Dialogs = {
  chooseFiles(): Promise<string[]>;
  chooseUploadFolders(): Promise<string[]>;
  chooseDownloadFolder(): Promise<string | null>;
  /** A folder of a rule. */
  chooseFolder(use: FolderUse): Promise<string | null>;
};

/** What the system's shell does for us. */
export type Desktop = {
  showInFolder(path: string): void;
  openExternal(url: string): Promise<void>;
  writeClipboard(text: string): Promise<void>;
  /** Called with each change of language or theme. */
  applyAppearance(preferences: { language: 'en' | 'ru'; theme: 'system' | 'light' | 'dark' }): void;
  /** Whether closing the window leaves the program at work. */
  setKeepInTray(isOn: boolean): void;
  /** Starts the program at login, or no longer. Throws `local-` errors. */
  setStartAtLogin(isOn: boolean): Promise<void>;
};

/** Writes one line to the log. Callers give no secret, signature or presigned URL. */
export type Logger = {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
};

export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

/** A number in [0, 1). */
export type Random = () => number;
