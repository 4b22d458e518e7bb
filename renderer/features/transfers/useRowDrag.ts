import { type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from 'react';

/** CSS pixels the pointer moves before a press becomes a drag. */
const THRESHOLD = 5;
/** CSS pixels from the list's upper and lower edge within which it scrolls by itself, and how far in one frame. */
const EDGE = 20;
const STEP = 6;

/** The gap a row would go to: above the row of that index (their number: the end), and where it is drawn. */
type Gap = { index: number; top: number };
export type RowDrag = { id: string; gap: Gap | null };

/** The gap nearest to the height `y` of the window among the first `count` rows that are drawn. */
function gapAt(list: HTMLElement, y: number, count: number): Gap | null {
  const top = list.getBoundingClientRect().top;
  let gap: Gap | null = null;
  for (const row of list.querySelectorAll<HTMLElement>('[data-row-id]')) {
    const index = Number(row.dataset.index);
    if (index >= count) continue;
    const box = row.getBoundingClientRect();
    if (y < box.top + box.height / 2) return gap ?? { index, top: box.top - top };
    gap = { index: index + 1, top: box.bottom - top };
  }
  return gap;
}

/**
 * Dragging one row to another place among the first `count` rows, by mouse; Escape gives up. `onDrop` gets the gap it
 * was let go at. The list scrolls while the pointer is at its edge.
 */
export function useRowDrag(count: number, onDrop: (id: string, gap: number) => void) {
  const [drag, setDrag] = useState<RowDrag | null>(null);
  /** Ends the drag that is under way; the row does not move. */
  const stop = useRef<(() => void) | null>(null);
  const latest = useRef({ count, onDrop });
  latest.current = { count, onDrop };

  useEffect(() => () => stop.current?.(), []);

  const begin = (id: string, event: ReactPointerEvent<HTMLElement>) => {
    if (event.button !== 0 || event.pointerType !== 'mouse') return;
    const { currentTarget: list, target } = event;
    const from = { x: event.clientX, y: event.clientY };
    let y = from.y;
    let gap: Gap | null = null;
    let frame = 0;

    const place = () => {
      gap = gapAt(list, y, latest.current.count);
      setDrag({ id, gap });
    };
    const scroll = () => {
      const scroller = list.closest<HTMLElement>('[data-scroller]');
      const box = scroller?.getBoundingClientRect();
      if (scroller && box) {
        const step = y < box.top + EDGE ? -STEP : y > box.bottom - EDGE ? STEP : 0;
        if (step !== 0) {
          scroller.scrollTop += step;
          place();
        }
      }
      frame = requestAnimationFrame(scroll);
    };
    const move = (moved: PointerEvent) => {
      y = moved.clientY;
      if (frame === 0) {
        if (Math.hypot(moved.clientX - from.x, y - from.y) < THRESHOLD) return;
        frame = requestAnimationFrame(scroll);
        document.documentElement.dataset.dragging = 'row';
        // The button that was pressed on must not take the end of the drag for a press.
        const { pointerId, pointerType } = moved;
        target.dispatchEvent(new PointerEvent('pointercancel', { pointerId, pointerType, bubbles: true }));
      }
      place();
    };
    const end = () => {
      cancelAnimationFrame(frame);
      delete document.documentElement.dataset.dragging;
      setDrag(null);
      stop.current = null;
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', cancel);
      window.removeEventListener('keydown', key, true);
    };
    const up = () => {
      end();
      if (gap) latest.current.onDrop(id, gap.index);
    };
    const cancel = (given: PointerEvent) => {
      if (given.isTrusted) end();
    };
    const key = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape' || frame === 0) return;
      pressed.stopPropagation();
      end();
    };
    stop.current?.();
    stop.current = end;
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', key, true);
  };

  return { drag, begin };
}
