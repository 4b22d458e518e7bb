import type { ErrorData } from '../../../shared/errors.ts';
import type { S3Connection } from '../s3/connection.ts';
import type { Engine, EngineEvents, EngineSettings } from './engine.ts';

/** What the thread is started with. */
export type WorkerStart = {
  /** Absolute path of the journal. */
  journalFile: string;
  settings: EngineSettings;
  interrupted: 'resume' | 'ask';
};

/** The engine's commands as messages; `snapshot` is answered by the host itself. */
export type Command = Exclude<keyof Engine, 'snapshot'>;

export type Request = { [C in Command]: { id: number; command: C; args: Parameters<Engine[C]> } }[Command];

/** The host's answer to `connectionOf`. */
export type ConnectionAnswer = { id: number; command: 'connection' } & (
  | { connection: S3Connection }
  | { error: ErrorData }
);

type Level = 'info' | 'warn' | 'error';

/** What the worker says. Plain data, so that it can be copied from thread to thread. */
export type FromWorker =
  | { kind: 'reply'; id: number; value: unknown }
  | { kind: 'failure'; id: number; error: ErrorData }
  | { kind: 'changed'; payload: Parameters<EngineEvents['changed']>[0] }
  | { kind: 'objectsChanged'; payload: Parameters<EngineEvents['objectsChanged']>[0] }
  | { kind: 'connectionOf'; id: number; connectionId: string }
  | { kind: 'log'; level: Level; message: string; fields: Record<string, unknown> | undefined };
