import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** What holds the row's id, and within it what takes the focus when the arrows come to the row. */
const rowSelector = (id: string) => `[data-row-id="${CSS.escape(id)}"]`;
const HEAD = '[data-row-head]';

function idOf(target: Element): string | null {
  return target.closest<HTMLElement>('[data-row-id]')?.dataset.rowId ?? null;
}

/**
 * The focus among rows of which one is the tab stop: Up, Down, Home and End go from row to row. When the row that has
 * the focus goes, the one that takes its place gets it.
 */
export function useRowFocus(
  ids: readonly string[],
  list: RefObject<HTMLElement | null>,
  show: (index: number) => void,
) {
  const [current, setCurrent] = useState<{ id: string; index: number } | null>(null);
  const hasFocus = useRef(false);
  /** A row the focus is to go to as soon as it is drawn. */
  const awaited = useRef<string | null>(null);

  const found = current ? ids.indexOf(current.id) : 0;
  const index = found >= 0 ? found : Math.min(current?.index ?? 0, ids.length - 1);

  const goTo = (next: number) => {
    const id = ids[next];
    if (id === undefined) return;
    setCurrent({ id, index: next });
    awaited.current = id;
    show(next);
  };

  // Wanted after every drawing: the row comes when it comes.
  useLayoutEffect(() => {
    if (found < 0 && index >= 0) {
      const id = ids[index];
      if (id !== undefined) {
        if (hasFocus.current) awaited.current = id;
        setCurrent({ id, index });
      }
    } else if (current && current.index !== found) setCurrent({ id: current.id, index: found });
    if (awaited.current === null) return;
    const head = list.current?.querySelector<HTMLElement>(`${rowSelector(awaited.current)} ${HEAD}`);
    if (!head) return;
    awaited.current = null;
    head.focus({ preventScroll: true });
  });

  return {
    /** The place of the tab stop; -1 without rows. */
    index,
    onFocus(event: FocusEvent) {
      hasFocus.current = true;
      const id = idOf(event.target);
      if (id !== null && id !== current?.id) setCurrent({ id, index: ids.indexOf(id) });
    },
    onBlur(event: FocusEvent) {
      if (!event.currentTarget.contains(event.relatedTarget)) hasFocus.current = false;
    },
    /** True when the key led to another row. */
    onKey(event: KeyboardEvent): boolean {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
      const next = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: ids.length - 1 }[event.key];
      if (next === undefined) return false;
      goTo(Math.max(0, Math.min(next, ids.length - 1)));
      return true;
    },
  };
}
