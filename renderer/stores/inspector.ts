import { create } from 'zustand';
import { usePreferences } from './preferences.ts';

export type InspectorTab = 'details' | 'versions' | 'access';

type InspectorStore = {
  /** Stays as it is while the selection moves. */
  tab: InspectorTab;
  select(tab: InspectorTab): void;
  /** Selects the tab and opens the inspector if it is closed. */
  show(tab: InspectorTab): Promise<void>;
};

/** Which side of the selected object the inspector shows. */
export const useInspector = create<InspectorStore>((set) => ({
  tab: 'details',
  select: (tab) => set({ tab }),
  async show(tab) {
    set({ tab });
    const { preferences, change } = usePreferences.getState();
    if (!preferences.inspectorOpen) await change({ inspectorOpen: true });
  },
}));
