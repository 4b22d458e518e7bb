import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { cx } from './cx.ts';
import styles from './Splitter.module.css';

const STEP = 16;

export type SplitterProps = {
  /** `vertical` is an upright line between left and right. */
  orientation: 'vertical' | 'horizontal';
  /** Of the pane it resizes, in CSS pixels, as are `min` and `max`. */
  size: number;
  min: number;
  max: number;
  onResize: (size: number) => void;
  /** When the hand lets go: the moment to remember the size. */
  onResizeEnd?: ((size: number) => void) | undefined;
  /** Where the pane stands that is resized: before the line (left, above; the default) or after it. */
  pane?: 'before' | 'after' | undefined;
  label: string;
};

/** The line between two panes, moved by pointer or by arrow keys. */
export function Splitter({
  orientation,
  size,
  min,
  max,
  onResize,
  onResizeEnd,
  pane = 'before',
  label,
}: SplitterProps) {
  const drag = useRef<{ at: number; size: number; now: number } | null>(null);
  const sign = pane === 'before' ? 1 : -1;
  const along = (event: PointerEvent) => (orientation === 'vertical' ? event.clientX : event.clientY);
  const within = (wanted: number) => Math.round(Math.min(max, Math.max(min, wanted)));

  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { at: along(event), size, now: size };
  };
  const move = (event: PointerEvent) => {
    if (!drag.current) return;
    drag.current.now = within(drag.current.size + sign * (along(event) - drag.current.at));
    onResize(drag.current.now);
  };
  const up = () => {
    if (drag.current) onResizeEnd?.(drag.current.now);
    drag.current = null;
  };

  const key = (event: KeyboardEvent) => {
    const [less, more] = orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const wanted = new Map([
      [less, size - sign * STEP],
      [more, size + sign * STEP],
      ['Home', min],
      ['End', max],
    ]).get(event.key);
    if (wanted === undefined) return;
    event.preventDefault();
    onResize(within(wanted));
    onResizeEnd?.(within(wanted));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved; a separator with a value can (ARIA 1.2, window splitter)
    <div
      className={cx(styles.splitter, styles[orientation])}
      role="separator"
      aria-orientation={orientation}
      aria-label={label}
      aria-valuenow={Math.round(size)}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onKeyDown={key}
    />
  );
}
