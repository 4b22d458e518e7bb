import { useLayoutEffect, useRef } from 'react';
import type { ShownRows } from '../../stores/listingState.ts';
import { entryOf } from './rowTable.ts';
import { ROW_HEIGHT } from './scrollSpace.ts';
import type { RowScroller } from './useRowScroller.ts';

type Options = { shown: ShownRows; placeKey: string; firstScroll(): number; scroller: RowScroller };

/** The place, in another view, of the row at `index`: by its id, or by its entry when a newer listing took the table's place. */
function placeAfter(before: ShownRows, after: ShownRows, index: number): number {
  const id = before.view[index];
  const row = before.table.rows[id ?? -1];
  if (id === undefined || !row) return -1;
  if (before.table === after.table) return after.view.indexOf(id);
  const entry = entryOf(row);
  return after.view.findIndex((other) => {
    const candidate = after.table.rows[other];
    return candidate !== undefined && entryOf(candidate) === entry;
  });
}

/**
 * Keeps what the user looks at where it is: rows arriving above push nothing away; another order or filter begins at the
 * top, or at the focused row; another place begins where it was left; a row to be revealed is.
 */
export function useScrollKeeping({ shown, placeKey, firstScroll, scroller }: Options) {
  const before = useRef({ shown, placeKey: '' });

  useLayoutEffect(() => {
    const last = before.current;
    before.current = { shown, placeKey };
    if (last.placeKey !== placeKey) scroller.scrollTo(firstScroll());
    else if (last.shown.sort !== shown.sort || last.shown.filter !== shown.filter) {
      scroller.scrollTo(0);
      if (shown.selection.rows.length > 0 && shown.selection.focus >= 0) scroller.show(shown.selection.focus);
    } else if (last.shown.view !== shown.view) keepTop(last.shown);
    if (shown.reveal && shown.reveal !== last.shown.reveal) scroller.show(shown.view.indexOf(shown.reveal.id));
  });

  function keepTop(last: ShownRows) {
    const offset = scroller.offset();
    if (offset === 0) return;
    const top = Math.floor(offset / ROW_HEIGHT);
    const place = placeAfter(last, shown, top);
    if (place >= 0 && place !== top) scroller.scrollTo(offset + (place - top) * ROW_HEIGHT);
  }
}
