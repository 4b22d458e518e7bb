import { create } from 'zustand';
import { parentPrefix } from '../../shared/key.ts';

/** What the centre of the window shows. */
export type Place =
  | { view: 'welcome' }
  | { view: 'bucket'; connectionId: string; bucket: string; prefix: string }
  | { view: 'bucketSettings'; connectionId: string; bucket: string };

type PlaceStore = {
  place: Place;
  past: Place[];
  future: Place[];
  go(place: Place): void;
  back(): void;
  forward(): void;
  /** To the parent prefix; from bucket settings back to the bucket. */
  up(): void;
};

const HISTORY = 100;

function same(a: Place, b: Place): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function above(place: Place): Place {
  if (place.view === 'bucket') return { ...place, prefix: parentPrefix(place.prefix) };
  if (place.view === 'bucketSettings') {
    return { view: 'bucket', connectionId: place.connectionId, bucket: place.bucket, prefix: '' };
  }
  return place;
}

/** Where the user is, with history as in a file manager. */
export const usePlace = create<PlaceStore>((set, get) => ({
  place: { view: 'welcome' },
  past: [],
  future: [],
  go(place) {
    const now = get();
    if (same(now.place, place)) return;
    set({ place, past: [...now.past, now.place].slice(-HISTORY), future: [] });
  },
  back() {
    const { place, past, future } = get();
    const last = past.at(-1);
    if (last) set({ place: last, past: past.slice(0, -1), future: [place, ...future] });
  },
  forward() {
    const { place, past, future } = get();
    const next = future[0];
    if (next) set({ place: next, past: [...past, place], future: future.slice(1) });
  },
  up() {
    get().go(above(get().place));
  },
}));
