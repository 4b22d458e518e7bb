import type { ErrorData } from '../../../shared/errors.ts';
import type { Engine, EngineEvents } from './engine.ts';

/** The engine's commands as messages; `snapshot` is answered by the host itself. */
export type Command = Exclude<keyof Engine, 'snapshot'>;

export type Request = { [C in Command]: { id: number; command: C; args: Parameters<Engine[C]> } }[Command];

type Level = 'info' | 'warn' | 'error';

/** What the worker says. Plain data, so that it can be copied from thread to thread. */
export type FromWorker =
  | { kind: 'reply'; id: number; value: unknown }
  | { kind: 'failure'; id: number; error: ErrorData }
  | { kind: 'changed'; payload: Parameters<EngineEvents['changed']>[0] }
  | { kind: 'objectsChanged'; payload: Parameters<EngineEvents['objectsChanged']>[0] }
  | { kind: 'log'; level: Level; message: string; fields: Record<string, unknown> | undefined };
