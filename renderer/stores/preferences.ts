import { create } from 'zustand';
import { FIRST_PREFERENCES, type Preferences } from '../../shared/contract/app.ts';
import { call } from '../api/client.ts';

type PreferencesStore = {
  preferences: Preferences;
  /** Changes at once here and is kept by the main process. */
  change(part: Partial<Preferences>): Promise<void>;
};

export const usePreferences = create<PreferencesStore>((set, get) => ({
  preferences: { ...FIRST_PREFERENCES, language: 'en' },
  async change(part) {
    set({ preferences: { ...get().preferences, ...part } });
    await call('preferences.set', part);
  },
}));

/** Reads what is kept; call once before the first paint. */
export async function loadPreferences(): Promise<void> {
  usePreferences.setState({ preferences: await call('preferences.get', {}) });
}
