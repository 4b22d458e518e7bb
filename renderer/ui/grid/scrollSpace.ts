/** Height of a row and of the header, in CSS pixels (tokens.css: --row-height). */
export const ROW_HEIGHT = 28;

/**
 * The tallest element drawn. Chromium cuts elements off at 2^25 (33.5 million) device pixels, which a million rows reach
 * at 120 % zoom; this leaves room for a scale of 3.
 */
export const MAX_DRAWN = 10_000_000;

/**
 * How far rows reach and how far the scroll bar does, in CSS pixels. They are the same until the rows are taller than
 * may be drawn; then the scroll bar's way is a shortened image of the rows', ends to ends.
 */
export type ScrollSpace = {
  /** Height of all rows. */
  rows: number;
  /** Height drawn for them. */
  drawn: number;
  /** Height of the rows on screen. */
  view: number;
};

export function scrollSpace(count: number, view: number): ScrollSpace {
  const rows = count * ROW_HEIGHT;
  return { rows, drawn: Math.min(rows, MAX_DRAWN), view };
}

export function isShortened(space: ScrollSpace): boolean {
  return space.rows > space.drawn;
}

/** The furthest offset of the rows. */
export function maxOffset({ rows, view }: ScrollSpace): number {
  return Math.max(rows - view, 0);
}

/** From the scroll bar's position to the offset in the rows. */
export function toOffset(space: ScrollSpace, scrollTop: number): number {
  if (!isShortened(space)) return scrollTop;
  const part = scrollTop / (space.drawn - space.view);
  return Math.min(Math.max(part, 0), 1) * maxOffset(space);
}

/** From an offset in the rows to the scroll bar's position. */
export function toScrollTop(space: ScrollSpace, offset: number): number {
  if (!isShortened(space)) return offset;
  return (offset / maxOffset(space)) * (space.drawn - space.view);
}

/** The offset that brings a row on screen with the least movement, or to the middle when it is far away. */
export function offsetShowing(space: ScrollSpace, offset: number, index: number): number {
  const top = index * ROW_HEIGHT;
  const bottom = top + ROW_HEIGHT;
  const isFar = bottom < offset - space.view || top > offset + 2 * space.view;
  const wanted = isFar
    ? top - (space.view - ROW_HEIGHT) / 2
    : top < offset
      ? top
      : bottom > offset + space.view
        ? bottom - space.view
        : offset;
  return Math.min(Math.max(wanted, 0), maxOffset(space));
}
