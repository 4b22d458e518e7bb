import { type Preferences, preferences as schema } from '../../../shared/contract/app.ts';
import type { Desktop, Handlers } from '../ports.ts';
import type { JsonFile } from '../storage/jsonFile.ts';
import type { Engine } from '../transfers/engine.ts';

type Deps = {
  preferences: JsonFile<Preferences>;
  desktop: Pick<Desktop, 'applyAppearance'>;
  transfers: Pick<Engine, 'apply'>;
};

export function createPreferenceHandlers({
  preferences,
  desktop,
  transfers,
}: Deps): Pick<Handlers, 'preferences.get' | 'preferences.set'> {
  return {
    'preferences.get': () => preferences.read(),
    async 'preferences.set'(changes) {
      const all = await preferences.update((former) => schema.parse({ ...former, ...changes }));
      if (changes.language !== undefined || changes.theme !== undefined) desktop.applyAppearance(all);
      if (changes.bandwidthLimit !== undefined) await transfers.apply({ bandwidth: all.bandwidthLimit });
      return all;
    },
  };
}
