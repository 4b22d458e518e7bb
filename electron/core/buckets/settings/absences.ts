import { ERROR_CODES } from '../../../../shared/errors.ts';
import { SETTING_IDS, type SettingId } from '../../../../shared/settings/documents.ts';
import type { Absence } from '../../../../shared/settings/state.ts';
import { z } from '../../../../shared/zod.ts';
import type { Logger } from '../../ports.ts';
import { createJsonFile } from '../../storage/jsonFile.ts';

const errorData = z.strictObject({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  retryable: z.boolean(),
  s3Code: z.string().optional(),
  status: z.number().optional(),
  requestId: z.string().optional(),
  retryAfterMs: z.number().optional(),
  details: z.record(z.string(), z.string()).optional(),
});

const absence = z.strictObject({
  kind: z.enum(['ignored', 'refused']),
  error: errorData.nullable(),
  since: z.string(),
});

const absencesFile = z.strictObject({
  version: z.literal(1),
  /** By the connection's id. */
  connections: z.record(z.string(), z.partialRecord(z.enum(SETTING_IDS), absence)),
});

/** The settings that servers were found not to have, by connection; kept over restarts. */
export type Absences = {
  of(connectionId: string): Promise<Partial<Record<SettingId, Absence>>>;
  remember(connectionId: string, setting: SettingId, absence: Absence): Promise<void>;
  /** One setting, or all of a connection. */
  forget(connectionId: string, setting?: SettingId): Promise<void>;
};

/** `path` is that of the file. Throws AppErrors of the `local-` kind. */
export function createAbsences({ path, logger }: { path: string; logger: Logger }): Absences {
  const file = createJsonFile({ path, schema: absencesFile, initial: { version: 1, connections: {} }, logger });

  return {
    async of(connectionId) {
      return (await file.read()).connections[connectionId] ?? {};
    },

    async remember(connectionId, setting, found) {
      await file.update(({ version, connections }) => {
        const known = connections[connectionId];
        return { version, connections: { ...connections, [connectionId]: { ...known, [setting]: found } } };
      });
    },

    async forget(connectionId, setting) {
      const known = (await file.read()).connections[connectionId];
      if (known === undefined || (setting !== undefined && known[setting] === undefined)) return;
      await file.update(({ version, connections }) => {
        const { [connectionId]: mine = {}, ...others } = connections;
        if (setting === undefined) return { version, connections: others };
        const { [setting]: _, ...rest } = mine;
        return { version, connections: { ...others, [connectionId]: rest } };
      });
    },
  };
}
