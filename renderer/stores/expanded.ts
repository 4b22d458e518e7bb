import { create } from 'zustand';

type ExpandedStore = {
  /** Ids of the connections whose buckets are shown in the sidebar. */
  expanded: ReadonlySet<string>;
  expand(connectionId: string): void;
  set(connectionIds: Iterable<string>): void;
};

export const useExpanded = create<ExpandedStore>((set, get) => ({
  expanded: new Set(),
  expand(connectionId) {
    set({ expanded: new Set(get().expanded).add(connectionId) });
  },
  set(connectionIds) {
    set({ expanded: new Set(connectionIds) });
  },
}));
