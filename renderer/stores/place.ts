import { create } from 'zustand';
import { parentPrefix } from '../../shared/key.ts';

/** What the centre of the window shows. */
export type Place =
  | { view: 'welcome' }
  | { view: 'bucket'; connectionId: string; bucket: string; prefix: string }
  | { view: 'bucketSettings'; connectionId: string; bucket: string }
  /** The rules of watched folders; `ruleId`: the one that is chosen. */
  | { view: 'watch'; ruleId: string | null }
  /** The assistant that makes a rule (null) or changes one. */
  | { view: 'watchRule'; ruleId: string | null };

type PlaceStore = {
  place: Place;
  past: Place[];
  future: Place[];
  /** Set by a page with unsaved changes: gets what would leave the page, and runs it if the user agrees. */
  hold: ((leave: () => void) => void) | null;
  setHold(hold: PlaceStore['hold']): void;
  /** Runs what leaves the page that is shown, unless that page holds the user. */
  leave(run: () => void): void;
  go(place: Place): void;
  back(): void;
  forward(): void;
  /** To the parent prefix; from bucket settings back to the bucket. */
  up(): void;
  /** Takes the places of a connection that is gone out of the history, and leaves it if it is shown. */
  forget(connectionId: string): void;
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
  if (place.view === 'watchRule') return { view: 'watch', ruleId: place.ruleId };
  return place;
}

/** Where the user is, with history as in a file manager. */
export const usePlace = create<PlaceStore>((set, get) => ({
  place: { view: 'welcome' },
  past: [],
  future: [],
  hold: null,
  setHold: (hold) => set({ hold }),
  leave(run) {
    const { hold } = get();
    if (hold) hold(run);
    else run();
  },
  go(place) {
    const now = get();
    if (same(now.place, place)) return;
    now.leave(() => set({ place, past: [...now.past, now.place].slice(-HISTORY), future: [] }));
  },
  back() {
    const { place, past, future, leave } = get();
    const last = past.at(-1);
    if (last) leave(() => set({ place: last, past: past.slice(0, -1), future: [place, ...future] }));
  },
  forward() {
    const { place, past, future, leave } = get();
    const next = future[0];
    if (next) leave(() => set({ place: next, past: [...past, place], future: future.slice(1) }));
  },
  up() {
    get().go(above(get().place));
  },
  forget(connectionId) {
    const isLeft = (place: Place) => !('connectionId' in place) || place.connectionId !== connectionId;
    const { place, past, future } = get();
    set({
      place: isLeft(place) ? place : { view: 'welcome' },
      past: past.filter(isLeft),
      future: future.filter(isLeft),
    });
  },
}));
