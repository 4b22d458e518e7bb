import { useState } from 'react';

let last = 0;

function newKey(): number {
  last += 1;
  return last;
}

export type ItemKeys = {
  /** One for each item, the same as long as it is in the list. */
  keys: readonly number[];
  /** To be called with the change of the list itself; gives the key of the new item. */
  inserted(index: number): number;
  removed(index: number): void;
};

/**
 * Keys for rules and statements, which have no identity of their own: an ID may be missing, twice there, or just being
 * typed. A list that has changed elsewhere (in the JSON) keeps its first keys.
 */
export function useItemKeys(count: number): ItemKeys {
  const [held, setHeld] = useState<readonly number[]>([]);
  const missing = Math.max(0, count - held.length);
  const keys = [...held.slice(0, count), ...Array.from({ length: missing }, newKey)];
  if (keys.length !== held.length) setHeld(keys);
  return {
    keys,
    inserted(index) {
      const key = newKey();
      setHeld(keys.toSpliced(index, 0, key));
      return key;
    },
    removed(index) {
      setHeld(keys.toSpliced(index, 1));
    },
  };
}
