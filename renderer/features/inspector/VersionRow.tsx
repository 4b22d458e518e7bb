import { Ellipsis, X } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ObjectVersion } from '../../../shared/contract/versions.ts';
import { cx } from '../../ui/cx.ts';
import { storageClassName } from '../../ui/grid/storageClass.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import { versionTime } from './moments.ts';
import styles from './VersionRow.module.css';
import type { versionButtons } from './versionItems.ts';

/** How many characters of a version's ID tell it from its neighbours. */
const SHORT_ID = 12;

export type VersionRowProps = {
  version: ObjectVersion;
  /** A neighbour is of the same minute: seconds are shown. */
  withSeconds: boolean;
  position: { index: number; count: number; offset: number; isLast: boolean };
  isTabStop: boolean;
  /** Its menu is open. */
  isMenuOpen: boolean;
  buttons: ReturnType<typeof versionButtons>;
  onFocus: () => void;
  /** Asks for the row's menu at a point of the window. */
  onMenu: (at: { x: number; y: number }) => void;
};

/** What a version is, in words: "current", "deleted", its class when it is not the usual one. */
function useWords(version: ObjectVersion): string[] {
  const { t } = useTranslation();
  if (version.kind === 'delete-marker') return [t(version.current ? 'versions.deletedNow' : 'versions.deleted')];
  const storageClass = version.storageClass ?? 'STANDARD';
  return [
    ...(version.current ? [t('versions.current')] : []),
    ...(storageClass === 'STANDARD' ? [] : [storageClassName(storageClass)]),
  ];
}

/** One version or delete marker on the timeline. Focused as a whole; its buttons are reached with the right arrow. */
export function VersionRow({
  version,
  withSeconds,
  position,
  isTabStop,
  isMenuOpen,
  buttons,
  onFocus,
  onMenu,
}: VersionRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const row = useRef<HTMLLIElement>(null);
  const words = useWords(version);
  const time = versionTime(version.modified, format, withSeconds);
  const isMarker = version.kind === 'delete-marker';
  const size = isMarker ? '' : format.bytes(version.size);
  const shortId = version.versionId.slice(0, SHORT_ID) + (version.versionId.length > SHORT_ID ? '…' : '');

  const menuBelow = () => {
    const box = row.current?.getBoundingClientRect();
    if (box) onMenu({ x: box.left + 28, y: box.bottom - 4 });
  };
  const moveWithin = (step: 1 | -1) => {
    const { activeElement } = document;
    if (!row.current || !(activeElement instanceof HTMLElement)) return;
    const stops: HTMLElement[] = [row.current, ...row.current.querySelectorAll('button')];
    stops[stops.indexOf(activeElement) + step]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isOnRow = event.target === row.current;
    if (event.key === 'ArrowRight') moveWithin(1);
    else if (event.key === 'ArrowLeft') moveWithin(-1);
    else if (isOnRow && (event.key === 'Enter' || event.key === ' ')) menuBelow();
    else if (isOnRow && event.key === 'Delete') buttons.find((button) => button.id === 'delete')?.run();
    else return;
    event.preventDefault();
  };

  return (
    <li
      ref={row}
      className={cx(styles.row, version.current && styles.current)}
      style={{ transform: `translateY(${position.offset}px)` }}
      aria-label={[time, size, ...words].filter(Boolean).join(', ')}
      aria-posinset={position.index + 1}
      aria-setsize={position.count}
      data-index={position.index}
      data-menu={isMenuOpen || undefined}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        event.preventDefault();
        // The menu key has no pointer: its event stands at the row's corner.
        if (event.button === 2) onMenu({ x: event.clientX, y: event.clientY });
        else menuBelow();
      }}
    >
      <span
        className={cx(styles.rail, position.index === 0 && styles.first, position.isLast && styles.last)}
        aria-hidden="true"
      >
        {isMarker ? <Icon of={X} size={12} className={styles.cross} /> : <span className={styles.dot} />}
      </span>
      <span className={cx(styles.time, 'ellipsis', 'numbers')} title={format.exactWhen(version.modified)}>
        {time}
      </span>
      <span className={cx(styles.size, 'numbers')} title={isMarker ? undefined : format.exactBytes(version.size)}>
        {size}
      </span>
      <span className={cx(styles.words, 'ellipsis')}>
        {words.length > 0 && <span className={styles.word}>{words.join(' · ')}</span>}
        {words.length > 0 && ' · '}
        <span className={styles.id} title={version.versionId}>
          {shortId}
        </span>
      </span>
      <span className={styles.actions}>
        {buttons.map((button) => (
          <IconButton
            key={button.id}
            isSmall
            excludeFromTabOrder
            icon={button.icon}
            label={button.label}
            onPress={button.run}
          />
        ))}
        <IconButton isSmall excludeFromTabOrder icon={Ellipsis} label={t('versions.actions')} onPress={menuBelow} />
      </span>
    </li>
  );
}
