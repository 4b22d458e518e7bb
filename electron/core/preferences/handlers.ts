import { type Preferences, preferences as schema } from '../../../shared/contract/app.ts';
import type { Desktop, Handlers } from '../ports.ts';
import type { JsonFile } from '../storage/jsonFile.ts';
import type { Engine } from '../transfers/engine.ts';

type Deps = {
  preferences: JsonFile<Preferences>;
  desktop: Pick<Desktop, 'applyAppearance' | 'setKeepInTray' | 'setStartAtLogin'>;
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
      // First, as it may fail: then it is not said to be so.
      if (changes.startAtLogin !== undefined) await desktop.setStartAtLogin(changes.startAtLogin);
      const all = await preferences.update((former) => schema.parse({ ...former, ...changes }));
      if (changes.language !== undefined || changes.theme !== undefined) desktop.applyAppearance(all);
      if (changes.keepInTray !== undefined) desktop.setKeepInTray(all.keepInTray);
      if (changes.bandwidthLimit !== undefined) await transfers.apply({ bandwidth: all.bandwidthLimit });
      return all;
    },
  };
}
