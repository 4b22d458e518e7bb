import { type RefObject, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keptScroll, type ListingPlace, noteViewport, useListing } from '../../stores/listing.ts';
import { usePlace } from '../../stores/place.ts';
import { useSelection } from '../../stores/selection.ts';
import { cx } from '../../ui/cx.ts';
import { indexAt, ObjectGrid } from '../../ui/grid/ObjectGrid.tsx';
import { ContextMenu } from '../../ui/Menu.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import type { Targets } from './chunks.ts';
import { EmptyListing } from './EmptyListing.tsx';
import styles from './Listing.module.css';
import { openRow, usePlaceMenu, useRowActions, useSelectionMenu } from './menus.ts';
import { useNameWords, whereText } from './names.ts';
import type { Actions } from './useActions.ts';
import { useFileDrop } from './useFileDrop.ts';

type MenuAt = { x: number; y: number; onRow: boolean };

/** The grid of the place shown, with what floats over it: progress, empty states, menus, and files being dropped. */
export function Listing({
  place,
  gridRef,
  actions,
  onRemove,
}: {
  place: ListingPlace;
  gridRef: RefObject<HTMLDivElement | null>;
  actions: Actions;
  onRemove: (targets: Targets) => void;
}) {
  const { t } = useTranslation();
  const words = useNameWords();
  const { place: listed, shown, isListing, isFirst, select, sortBy } = useListing();
  const [menuAt, setMenuAt] = useState<MenuAt | null>(null);
  const rowActions = useRowActions(actions, onRemove);
  const selectionMenu = useSelectionMenu(place, actions, onRemove);
  const placeMenu = usePlaceMenu(actions);
  const where = whereText(place.bucket, place.prefix, words);

  const removeSelected = useCallback(() => {
    const targets = useSelection.getState().selection.targets();
    if (targets.keys.length + targets.prefixes.length > 0) onRemove(targets);
  }, [onRemove]);
  const commands = useMemo(
    () => ({
      select,
      sort: sortBy,
      open: (row: Parameters<typeof openRow>[1]) => openRow(place, row),
      up: () => usePlace.getState().up(),
      remove: removeSelected,
    }),
    [select, sortBy, place, removeSelected],
  );

  const folderAt = (target: EventTarget) => {
    const row = shown.table.rows[shown.view[indexAt(target)] ?? -1];
    return row?.kind === 'folder' ? row.prefix : null;
  };
  const { hovering, handlers } = useFileDrop({ prefix: place.prefix, folderAt, onDrop: actions.uploadDropped });

  const isEmpty = !isFirst && shown.view.length === 0;
  const takesAll = hovering?.prefix === place.prefix;
  return (
    <section className={cx(styles.listing, takesAll && styles.dropTarget)} aria-label={where} {...handlers}>
      {isListing && (
        <div className={styles.progress}>
          <ProgressBar label={t('browser.listing', { where })} value={null} />
        </div>
      )}
      <ObjectGrid
        gridRef={gridRef}
        label={t('grid.label', { where })}
        shown={shown}
        isLoading={isFirst}
        commands={commands}
        actions={rowActions}
        onMenu={(at, onRow) => setMenuAt({ ...at, onRow })}
        dropPrefix={hovering && !takesAll ? hovering.prefix : null}
        placeKey={JSON.stringify(listed)}
        firstScroll={keptScroll}
        onViewport={noteViewport}
      />
      {isEmpty && <EmptyListing place={place} onChoose={actions.uploadFiles} />}
      {hovering && (
        <div className={styles.dropLabel} role="status">
          {hovering.count > 0
            ? t('upload.to', { count: hovering.count, where: whereText(place.bucket, hovering.prefix, words) })
            : t('upload.toUncounted', { where: whereText(place.bucket, hovering.prefix, words) })}
        </div>
      )}
      <ContextMenu
        at={menuAt}
        onClose={() => setMenuAt(null)}
        label={menuAt?.onRow ? t('browser.rowMenu') : t('browser.placeMenu')}
        items={menuAt?.onRow ? selectionMenu(useSelection.getState().selection) : placeMenu}
      />
    </section>
  );
}
