import type { NameSegment } from '../../../shared/visibleName.ts';
import { cx } from '../cx.ts';
import styles from './NameText.module.css';

/** A name with what would be lost to the eye marked: see shared/visibleName.ts. */
export function NameText({
  segments,
  className,
}: {
  segments: readonly NameSegment[];
  className?: string | undefined;
}) {
  return (
    // Left to right throughout: a name's extension stays at its end, whatever it is written in.
    <bdi dir="ltr" className={cx(styles.name, className)}>
      {segments.map((segment, at) =>
        segment.special ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: segments have no identity but their place
          <span key={at} className={styles[segment.special]} title={segment.code || undefined}>
            {segment.text}
          </span>
        ) : (
          segment.text
        ),
      )}
    </bdi>
  );
}
