import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import {
  isShortened,
  maxOffset,
  offsetShowing,
  ROW_HEIGHT,
  scrollSpace,
  toOffset,
  toScrollTop,
} from './scrollSpace.ts';

/** Rows drawn beyond the screen at either end. */
const OVERSCAN = 8;
/** Rows stand in a window that moves by so many at a time: positions stay small, and rows need not move as one scrolls. */
const WINDOW_STEP = 10_000;

export type RowScroller = {
  /** Places of the rows to draw, ascending but for the kept one. */
  indexes: number[];
  /** The React key of a row: its slot, so that elements are used again for the rows that come as others go. */
  slotOf(index: number): number;
  /** CSS pixels from the top of the window of rows. */
  topOf(index: number): number;
  /** True for the kept row when it is far away and has no place of its own. */
  isAside(index: number): boolean;
  /** Height to draw for all rows, in CSS pixels. */
  height: number;
  /** CSS pixels the window of rows stands below their beginning. */
  windowTop: number;
  /** How many rows fit on the screen. */
  page(): number;
  /** What part of the rows is on screen, in CSS pixels of rows. */
  offset(): number;
  scrollTo(offset: number): void;
  /** Brings a row on screen. */
  show(index: number): void;
};

type Options = {
  scroller: RefObject<HTMLDivElement | null>;
  window: RefObject<HTMLDivElement | null>;
  count: number;
  /** The row that is drawn wherever it is (the one the keyboard is at), or -1. */
  keep: number;
  onViewport(offset: number, lastRow: number): void;
};

/**
 * Which of the rows are drawn, and where. TanStack Virtual says which; the scroll bar's way is shortened here where the
 * rows are taller than Chromium can draw (scrollSpace.ts).
 */
export function useRowScroller({ scroller, window: rowWindow, count, keep, onViewport }: Options): RowScroller {
  const offset = useRef(0);
  /** The scroll position we set ourselves: its event is no news. */
  const ownScrollTop = useRef(-1);
  const report = useRef<((offset: number, isScrolling: boolean) => void) | null>(null);
  /** What was drawn last: the number of rows, and the first row of the window. */
  const drawn = useRef({ count: 0, base: 0 });

  const spaceOf = useCallback(
    (rows: number) => scrollSpace(rows, Math.max((scroller.current?.clientHeight ?? 0) - ROW_HEIGHT, ROW_HEIGHT)),
    [scroller],
  );

  const windowTop = useCallback(
    (rows: number, base: number) => {
      const space = spaceOf(rows);
      const shift = isShortened(space) ? offset.current - toScrollTop(space, offset.current) : 0;
      return base * ROW_HEIGHT - shift;
    },
    [spaceOf],
  );

  /** After the offset changed. */
  const settle = useCallback(
    (isScrolling: boolean) => {
      const { count: rows, base } = drawn.current;
      // Between two drawings the window only moves, which needs no React.
      if (rowWindow.current) rowWindow.current.style.transform = `translateY(${windowTop(rows, base)}px)`;
      onViewport(offset.current, Math.ceil((offset.current + spaceOf(rows).view) / ROW_HEIGHT));
      report.current?.(offset.current, isScrolling);
    },
    [rowWindow, spaceOf, windowTop, onViewport],
  );

  const scrollTo = useCallback(
    (wanted: number) => {
      const element = scroller.current;
      if (!element) return;
      const space = spaceOf(drawn.current.count);
      offset.current = Math.min(Math.max(wanted, 0), maxOffset(space));
      element.scrollTop = toScrollTop(space, offset.current);
      ownScrollTop.current = element.scrollTop;
      settle(false);
    },
    [scroller, spaceOf, settle],
  );

  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    overscan: OVERSCAN,
    rangeExtractor: useCallback(
      (range: Range) => {
        const indexes = defaultRangeExtractor(range);
        if (keep >= 0 && keep < range.count && !indexes.includes(keep)) indexes.push(keep);
        return indexes;
      },
      [keep],
    ),
    observeElementOffset: (_, callback) => {
      const element = scroller.current;
      if (!element) return;
      report.current = callback;
      const onScroll = () => {
        const space = spaceOf(drawn.current.count);
        if (isShortened(space) && Math.abs(element.scrollTop - ownScrollTop.current) <= 1) return;
        offset.current = toOffset(space, element.scrollTop);
        settle(true);
      };
      const onEnd = () => callback(offset.current, false);
      element.addEventListener('scroll', onScroll, { passive: true });
      element.addEventListener('scrollend', onEnd, { passive: true });
      return () => {
        report.current = null;
        element.removeEventListener('scroll', onScroll);
        element.removeEventListener('scrollend', onEnd);
      };
    },
    scrollToFn: scrollsNothing,
  });

  const isShort = isShortened(spaceOf(count));

  // The wheel would move a shortened scroll bar too far: there it moves the rows instead.
  useEffect(() => {
    const element = scroller.current;
    if (!element || !isShort) return;
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
      event.preventDefault();
      const pixels = [1, ROW_HEIGHT, element.clientHeight][event.deltaMode] ?? 1;
      element.scrollLeft += event.deltaX * pixels;
      scrollTo(offset.current + event.deltaY * pixels);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller, isShort, scrollTo]);

  const indexes = virtualizer.getVirtualItems().map((item) => item.index);
  const first = indexes[0] ?? 0;
  const base = Math.floor(first / WINDOW_STEP) * WINDOW_STEP;
  const last = indexes.at(-1) ?? 0;
  const isApart = (index: number) =>
    index === keep && index === last && indexes.length > 1 && indexes.at(-2) !== index - 1;
  const isAside = (index: number) => isShort && isApart(index);

  // As many as are drawn at most, so that neighbours never share one.
  const slots = Math.ceil(spaceOf(count).view / ROW_HEIGHT) + 3 + 2 * OVERSCAN;

  useLayoutEffect(() => {
    const isLonger = drawn.current.count !== count;
    drawn.current = { count, base };
    // More rows make each pixel of a shortened scroll bar stand for more: the rows on screen stay, the bar moves.
    if (isLonger && isShort) scrollTo(offset.current);
  }, [count, base, isShort, scrollTo]);

  return {
    indexes,
    slotOf: (index) => (isApart(index) ? slots : index % slots),
    topOf: (index) => ((isAside(index) ? first : index) - base) * ROW_HEIGHT,
    isAside,
    height: spaceOf(count).drawn,
    windowTop: windowTop(count, base),
    page: () => Math.max(Math.floor(spaceOf(count).view / ROW_HEIGHT) - 1, 1),
    offset: () => offset.current,
    scrollTo,
    show: (index) => scrollTo(offsetShowing(spaceOf(count), offset.current, index)),
  };
}

const rowHeight = () => ROW_HEIGHT;
const scrollsNothing = () => {};
