// biome-ignore-all lint/a11y/useSemanticElements: virtual rows cannot be a table: they are placed one by one
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is the one tab stop and points here by aria-activedescendant
import { Folder, type LucideIcon, Trash2 } from 'lucide-react';
import { memo } from 'react';
import { type NameWords, visibleEntryName } from '../../../shared/visibleName.ts';
import type { Row } from '../../stores/selection.ts';
import { cx } from '../cx.ts';
import { Icon } from '../Icon.tsx';
import type { Format } from '../useFormat.ts';
import { fileIcon } from './fileIcon.ts';
import styles from './GridRow.module.css';
import { NameText } from './NameText.tsx';
import { entryOf, nameOf, STANDARD_CLASS } from './rowTable.ts';
import { storageClassName } from './storageClass.ts';

/** An action on one row, shown at its right end under the pointer; the same stands in the context menu. */
export type RowAction = {
  id: string;
  icon: LucideIcon;
  label: string;
  appliesTo(row: Row): boolean;
  run(row: Row): void;
};

/** What all rows share; the same object as long as nothing of it changes, so that rows need not draw themselves anew. */
export type RowLook = {
  prefix: string;
  format: Format;
  words: NameWords & { folder: string; deleted: string };
  actions: readonly RowAction[];
};

export type GridRowProps = {
  row: Row;
  id: string;
  index: number;
  /** CSS pixels from the top of the window of rows. */
  top: number;
  look: RowLook;
  isSelected: boolean;
  isFocused: boolean;
  isHovered: boolean;
  isDropTarget: boolean;
  /** Kept for the keyboard's sake though it is not on screen. */
  isAside: boolean;
};

const NONE = '—';

/** One row of the grid. */
export const GridRow = memo(function GridRow({ row, id, index, top, look, ...state }: GridRowProps) {
  const { format, words, prefix } = look;
  const name = visibleEntryName(entryOf(row), prefix, words);
  const object = row.kind === 'object' ? row.object : null;
  const isDeleted = object?.deleted === true;
  const size = object && !isDeleted ? format.bytes(object.size) : NONE;
  const modified = object ? format.when(object.modified) : NONE;
  const storageClass = object && !isDeleted ? storageClassName(object.storageClass ?? STANDARD_CLASS) : NONE;
  const facts = object ? [isDeleted ? words.deleted : size, modified] : [words.folder];
  const icon = object ? (isDeleted ? Trash2 : fileIcon(nameOf(row, prefix))) : Folder;
  return (
    <div
      role="row"
      id={id}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={state.isSelected}
      aria-label={[name.plain, ...facts].join(', ')}
      className={cx(
        styles.row,
        state.isSelected && styles.selected,
        state.isFocused && styles.focused,
        state.isDropTarget && styles.dropTarget,
        state.isAside && styles.aside,
        isDeleted && styles.deleted,
      )}
      style={{ top }}
    >
      <div role="gridcell" aria-colindex={1} aria-label={name.plain} className={styles.name} title={name.plain}>
        <Icon of={icon} className={object ? styles.file : styles.folder} />
        <NameText segments={name.segments} />
        {isDeleted && <span className={styles.tag}>{words.deleted}</span>}
      </div>
      <div
        role="gridcell"
        aria-colindex={2}
        className={styles.number}
        title={state.isHovered && object && !isDeleted ? format.exactBytes(object.size) : undefined}
      >
        {size}
      </div>
      <div
        role="gridcell"
        aria-colindex={3}
        className={styles.modified}
        title={state.isHovered && object ? format.exactWhen(object.modified) : undefined}
      >
        {modified}
      </div>
      <div role="gridcell" aria-colindex={4} className={styles.class} title={object?.storageClass}>
        {storageClass}
        {state.isHovered && <RowActions row={row} actions={look.actions} />}
      </div>
    </div>
  );
});

function RowActions({ row, actions }: { row: Row; actions: readonly RowAction[] }) {
  const applicable = actions.filter((action) => action.appliesTo(row));
  if (applicable.length === 0) return null;
  return (
    <span className={styles.actions}>
      {applicable.map((action) => (
        <button
          key={action.id}
          type="button"
          tabIndex={-1}
          aria-label={action.label}
          title={action.label}
          // The row must not take the press as its own: neither to be selected nor opened.
          onPointerDown={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
          onClick={(event) => {
            event.stopPropagation();
            action.run(row);
          }}
        >
          <Icon of={action.icon} />
        </button>
      ))}
    </span>
  );
}
