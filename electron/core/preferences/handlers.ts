import { FIRST_PREFERENCES, type Language, preferences as schema } from '../../../shared/contract/app.ts';
import type { Desktop, Handlers, Logger } from '../ports.ts';
import { createJsonFile } from '../storage/jsonFile.ts';

type Deps = {
  /** Absolute path of the file they are kept in. */
  file: string;
  desktop: Pick<Desktop, 'applyAppearance'>;
  systemLanguage: Language;
  logger: Logger;
};

export function createPreferenceHandlers({
  file,
  desktop,
  systemLanguage,
  logger,
}: Deps): Pick<Handlers, 'preferences.get' | 'preferences.set'> {
  const initial = { ...FIRST_PREFERENCES, language: systemLanguage };
  const kept = createJsonFile({ path: file, schema, initial, logger });
  return {
    'preferences.get': () => kept.read(),
    async 'preferences.set'(changes) {
      const all = await kept.update((former) => schema.parse({ ...former, ...changes }));
      if (changes.language !== undefined || changes.theme !== undefined) desktop.applyAppearance(all);
      return all;
    },
  };
}
