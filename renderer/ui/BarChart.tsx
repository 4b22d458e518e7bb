import { type KeyboardEvent, useId, useRef, useState } from 'react';
import styles from './BarChart.module.css';
import { stackHeights } from './barHeight.ts';

/** One bar: how much went well and how much failed of it, and all of that in words. */
export type Bar = { id: string; good: number; bad: number; text: string };

export type BarChartProps = {
  /** What is counted, for screen readers. */
  label: string;
  title: string;
  /** Stands beside the title while no bar is looked at: the sum. */
  summary: string;
  bars: readonly Bar[];
  /** Below the first, the middle and the last bar. */
  ticks: readonly [string, string, string];
};

const BAR = 9;
const STEP = 12;
const HEIGHT = 44;

function stepTo(key: string, index: number, count: number): number | null {
  if (key === 'ArrowRight') return Math.min(index + 1, count - 1);
  if (key === 'ArrowLeft') return Math.max(index - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}

/**
 * A few bars side by side; what failed is hatched. Each has its words for screen readers, which are shown above the chart
 * under the pointer and for the keyboard: one tab stop, the arrows go from bar to bar.
 */
export function BarChart({ label, title, summary, bars, ticks }: BarChartProps) {
  const hatch = useId();
  const chart = useRef<SVGSVGElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const greatest = Math.max(0, ...bars.map(({ good, bad }) => good + bad));
  const tabStop = Math.min(focused ?? bars.length - 1, bars.length - 1);
  const looked = bars[hovered ?? focused ?? -1];

  const onKeyDown = (event: KeyboardEvent) => {
    const next = event.altKey || event.ctrlKey || event.metaKey ? null : stepTo(event.key, tabStop, bars.length);
    if (next === null) return;
    event.preventDefault();
    chart.current?.querySelectorAll<SVGGElement>('g[role="img"]')[next]?.focus();
  };

  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span className={styles.title}>{title}</span>
        <span className={styles.words} aria-hidden={looked !== undefined}>
          {looked?.text ?? summary}
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand around what is drawn */}
      <svg
        ref={chart}
        role="group"
        aria-label={label}
        className={styles.chart}
        width={bars.length * STEP}
        height={HEIGHT + 1}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setHovered(null)}
        onBlur={() => setFocused(null)}
      >
        <defs>
          <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="4" height="4" className={styles.badGround} />
            <rect width="2" height="4" className={styles.bad} />
          </pattern>
        </defs>
        <line x1="0" x2={bars.length * STEP} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className={styles.base} />
        {bars.map((bar, index) => {
          const heights = stackHeights(bar, greatest, HEIGHT);
          const x = index * STEP + (STEP - BAR) / 2;
          return (
            // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: the keyboard looks at a bar as the pointer does
            <g
              key={bar.id}
              role="img"
              aria-label={bar.text}
              className={styles.bar}
              tabIndex={index === tabStop ? 0 : -1}
              onFocus={() => setFocused(index)}
              onPointerEnter={() => setHovered(index)}
            >
              <rect x={index * STEP} width={STEP} height={HEIGHT} className={styles.ground} />
              <rect x={x} y={HEIGHT - heights.good} width={BAR} height={heights.good} className={styles.good} />
              <rect
                x={x}
                y={HEIGHT - heights.good - heights.bad}
                width={BAR}
                height={heights.bad}
                fill={`url(#${hatch})`}
              />
            </g>
          );
        })}
      </svg>
      <div className={styles.ticks} style={{ width: bars.length * STEP }} aria-hidden>
        {ticks.map((tick, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: three places that stay
          <span key={index}>{tick}</span>
        ))}
      </div>
    </figure>
  );
}
