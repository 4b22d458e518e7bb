import { create } from 'zustand';
import type { ObjectEntry } from '../../shared/contract/objects.ts';

/** A row of the grid: an object, or a folder (a common prefix, ending with `/`). */
export type Row = { kind: 'object'; object: ObjectEntry } | { kind: 'folder'; prefix: string };

/** What is selected in the grid, as the toolbar, the status bar and the inspector need it. */
export type Selection = {
  /** Selected rows, and the bytes of the objects among them. */
  count: number;
  bytes: number;
  /** The one row when exactly one is selected. */
  single: Row | null;
  /**
   * The selected objects and folders, made on demand: with 100,000 rows selected nobody else should hold them. Deleted
   * objects are not among them: they can be neither downloaded nor deleted again.
   */
  targets(): { keys: string[]; prefixes: string[] };
  /** Selected objects that are deleted (their newest version is a delete marker). */
  deletedKeys(): string[];
};

export const EMPTY_SELECTION: Selection = {
  count: 0,
  bytes: 0,
  single: null,
  targets: () => ({ keys: [], prefixes: [] }),
  deletedKeys: () => [],
};

/** Written by the object grid only. */
export const useSelection = create<{ selection: Selection; set(selection: Selection): void }>((set) => ({
  selection: EMPTY_SELECTION,
  set: (selection) => set({ selection }),
}));
