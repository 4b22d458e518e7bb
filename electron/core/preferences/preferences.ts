import {
  FIRST_PREFERENCES,
  type Language,
  type Preferences,
  preferences as schema,
} from '../../../shared/contract/app.ts';
import type { z } from '../../../shared/zod.ts';
import type { Logger } from '../ports.ts';
import { createJsonFile, type JsonFile } from '../storage/jsonFile.ts';

type Deps = {
  /** Absolute path of the file they are kept in. */
  file: string;
  systemLanguage: Language;
  logger: Logger;
};

/** The preferences in their file. Those that a former release did not know have their first values. */
export function createPreferences({ file, systemLanguage, logger }: Deps): JsonFile<Preferences> {
  const initial: Preferences = { ...FIRST_PREFERENCES, language: systemLanguage };
  const known = schema.partial();
  const kept = createJsonFile({ path: file, schema: known, initial: {}, logger });
  const whole = (fields: z.infer<typeof known>) => schema.parse({ ...initial, ...fields });
  return {
    read: async () => whole(await kept.read()),
    update: async (change) => whole(await kept.update(async (former) => change(whole(former)))),
  };
}
