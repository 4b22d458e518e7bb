import { createContext, use } from 'react';
import type { ItemId } from './items.ts';

/** Opens a setting or a page of the list; the page of settings gives it to what stands in it. */
export const ShowItem = createContext<(id: ItemId) => void>(() => {});

/** Gives the function that opens another item of the list, unless unsaved changes hold the user. */
export function useShowItem(): (id: ItemId) => void {
  return use(ShowItem);
}
