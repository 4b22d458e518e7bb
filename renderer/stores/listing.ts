import { create } from 'zustand';
import type { Events } from '../../shared/events.ts';
import { on } from '../api/client.ts';
import type { Sort } from '../ui/grid/rows.ts';
import { append, emptyTable, type RowTable } from '../ui/grid/rowTable.ts';
import type { SelectionAction } from '../ui/grid/selection.ts';
import { runListing } from './listingRun.ts';
import {
  BY_NAME,
  noRows,
  nothingAwaited,
  rearranged,
  replacedBy,
  revealed,
  type ShownRows,
  selectedBy,
  summaryOf,
  withMore,
} from './listingState.ts';
import { EMPTY_SELECTION, useSelection } from './selection.ts';

export type ListingPlace = { connectionId: string; bucket: string; prefix: string };

type ListingStore = {
  place: ListingPlace | null;
  shown: ShownRows;
  showDeleted: boolean;
  /** Rows are still arriving. */
  isListing: boolean;
  /** They are not shown yet: what is shown is the former listing of the place. */
  isBehind: boolean;
  /** Nothing has arrived yet: skeleton rows. */
  isFirst: boolean;
  /** Why the listing ended early; the rows that came before it stay. */
  error: unknown;
  open(place: ListingPlace): void;
  close(): void;
  refresh(): void;
  sortBy(sort: Sort): void;
  filterBy(filter: string): void;
  setShowDeleted(showDeleted: boolean): void;
  select(action: SelectionAction): void;
  /** Selects an entry (key or prefix) of a place and brings it into view, when that place is or gets shown. */
  reveal(place: ListingPlace, entry: string): void;
};

/** What is kept of places left, so that going back shows them at once; the listing is then taken anew behind it. */
type Kept = { table: RowTable; scroll: number };
/** The most rows kept of all places together: about 50 MB. */
const KEPT_ROWS = 200_000;
const kept = new Map<string, Kept>();

/** After a change by a transfer the place is listed anew this much later, and never more than half of the time. */
const CHANGED_MS = 400;

/** What the grid shows now: the offset in CSS pixels, and the place of the last row on screen. Not state: nothing is drawn by it. */
const viewport = { scroll: 0, lastRow: 0 };

let stopRun: (() => void) | null = null;
let stopListening = () => {};
let lastRunMs = 0;
/** The last table that a listing has filled to its end. */
let complete: RowTable | null = null;
let isStale = false;
let staleTimer = 0;
/** Where the user was before: the folder come from is selected on the way up. */
let left: ListingPlace | null = null;
let toReveal: { place: ListingPlace; entry: string } | null = null;

function placeId({ connectionId, bucket, prefix }: ListingPlace): string {
  return JSON.stringify([connectionId, bucket, prefix]);
}

function isSameBucket(a: ListingPlace | null, b: ListingPlace): boolean {
  return a?.connectionId === b.connectionId && a.bucket === b.bucket;
}

/** The folder of `above` in which `below` lies; null when it is not below. */
function childTowards(above: ListingPlace, below: ListingPlace | null): string | null {
  if (!below || !isSameBucket(below, above)) return null;
  if (below.prefix.length <= above.prefix.length || !below.prefix.startsWith(above.prefix)) return null;
  return below.prefix.slice(0, below.prefix.indexOf('/', above.prefix.length) + 1);
}

/** The listing of the place shown, and what is selected in it. */
export const useListing = create<ListingStore>((set, get) => {
  const show = (shown: ShownRows, more: Partial<ListingStore> = {}) => {
    const before = get().shown;
    set({ shown, ...more });
    if (before.selection !== shown.selection || before.table !== shown.table) {
      const summary = summaryOf(shown);
      if (summary !== EMPTY_SELECTION || useSelection.getState().selection !== EMPTY_SELECTION) {
        useSelection.getState().set(summary);
      }
    }
  };

  /** Whether a newer listing reaches down to what is on screen, so that it can be shown without throwing the user out. */
  const reachesScreen = (table: RowTable) => {
    const { sort, filter } = get().shown;
    const isByName = sort.column === 'name' && !sort.descending && filter === '';
    return isByName && table.rows.length > viewport.lastRow;
  };

  const start = () => {
    const { place, showDeleted } = get();
    if (!place) return;
    stopRun?.();
    window.clearTimeout(staleTimer);
    isStale = false;
    const begun = performance.now();
    const incoming = emptyTable(place.prefix);
    let shownTo = 0;
    const swap = () => show(replacedBy(get().shown, incoming), { isFirst: false, isBehind: false });
    set({ isListing: true, isBehind: !get().isFirst, error: null });
    stopRun = runListing(
      { ...place, showDeleted },
      {
        onPage: (page) => append(incoming, page),
        onShow() {
          const isShown = get().shown.table === incoming;
          if (isShown && shownTo < incoming.rows.length) show(withMore(get().shown, shownTo));
          else if (!isShown && (get().isFirst || reachesScreen(incoming))) swap();
          shownTo = incoming.rows.length;
        },
        onEnd(error) {
          stopRun = null;
          lastRunMs = performance.now() - begun;
          // A listing that failed is not known to be newer than what is shown.
          if (get().shown.table !== incoming && error === null) swap();
          if (error === null) complete = incoming;
          show(nothingAwaited(get().shown), { isListing: false, isBehind: false, error });
          if (isStale) refreshSoon();
        },
      },
    );
  };

  const refreshSoon = () => {
    window.clearTimeout(staleTimer);
    staleTimer = window.setTimeout(start, Math.max(CHANGED_MS, lastRunMs));
  };

  const onChanged = (changed: Events['objects.changed']) => {
    const { place, isListing } = get();
    if (!place || !isSameBucket(place, changed)) return;
    if (!changed.prefix.startsWith(place.prefix) && !place.prefix.startsWith(changed.prefix)) return;
    if (isListing) isStale = true;
    else refreshSoon();
  };

  const listen = () => {
    stopListening();
    const stops = [
      on('objects.changed', onChanged),
      // A secret typed again, a corrected endpoint: what failed may work now.
      on('connections.changed', () => {
        if (get().error !== null) start();
      }),
    ];
    stopListening = () => {
      for (const stop of stops) stop();
    };
  };

  const keep = () => {
    const { place, shown, showDeleted } = get();
    if (!place || shown.table !== complete || showDeleted) return;
    kept.delete(placeId(place));
    kept.set(placeId(place), { table: shown.table, scroll: viewport.scroll });
    let rows = 0;
    for (const [id, { table }] of [...kept].reverse()) {
      rows += table.rows.length;
      if (rows > KEPT_ROWS) kept.delete(id);
    }
  };

  return {
    place: null,
    shown: noRows('', BY_NAME),
    showDeleted: false,
    isListing: false,
    isBehind: false,
    isFirst: true,
    error: null,
    open(place) {
      const { shown, showDeleted } = get();
      const empty = noRows(place.prefix, shown.sort);
      const known = kept.get(placeId(place));
      const stays = isSameBucket(left, place) && showDeleted;
      set({ place, showDeleted: stays, isFirst: !known || stays, error: null });
      viewport.lastRow = 0;
      let next = known && !stays ? replacedBy(empty, known.table) : empty;
      const asked = toReveal && placeId(toReveal.place) === placeId(place) ? toReveal.entry : null;
      const entry = asked ?? childTowards(place, left);
      if (entry !== null) next = revealed(next, entry);
      toReveal = null;
      left = place;
      listen();
      show(next);
      start();
    },
    close() {
      keep();
      complete = null;
      stopRun?.();
      stopRun = null;
      stopListening();
      window.clearTimeout(staleTimer);
      set({ place: null, isListing: false, isBehind: false });
      show(noRows('', get().shown.sort));
    },
    refresh: start,
    sortBy: (sort) => show(rearranged(get().shown, { sort })),
    filterBy: (filter) => show(rearranged(get().shown, { filter })),
    setShowDeleted(showDeleted) {
      set({ showDeleted });
      start();
    },
    select: (action) => show(selectedBy(get().shown, action)),
    reveal(place, entry) {
      const now = get();
      if (now.place && placeId(now.place) === placeId(place)) {
        show(revealed(now.shown, entry));
        if (!now.isListing && now.shown.reveal === get().shown.reveal) start();
      } else {
        toReveal = { place, entry };
      }
    },
  };
});

/** Where the place shown was scrolled to when it was left, in CSS pixels of rows; 0 when it is not known. */
export function keptScroll(): number {
  const { place } = useListing.getState();
  return place ? (kept.get(placeId(place))?.scroll ?? 0) : 0;
}

/** Tells what the grid has on screen: its offset in CSS pixels of rows, and the place of the last row. */
export function noteViewport(scroll: number, lastRow: number): void {
  viewport.scroll = scroll;
  viewport.lastRow = lastRow;
}
