import { type KeyboardEvent, useRef, useState } from 'react';
import { platform } from '../../api/client.ts';
import type { ShownRows } from '../../stores/listingState.ts';
import type { Row } from '../../stores/selection.ts';
import { useColumns, WIDTH_STEP } from './columns.ts';
import { sortAfterClick } from './GridHeader.tsx';
import { keyName } from './keyName.ts';
import { COLUMNS, type Column, type Sort } from './rows.ts';
import { howOf, type MoveKey, moveTarget, type SelectionAction } from './selection.ts';
import { findTyped, type Typed, typedMore } from './typeAhead.ts';

const MOVES: Readonly<Record<string, MoveKey>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
  PageUp: 'page-up',
  PageDown: 'page-down',
};

/** Held to change the next key; by themselves they mean nothing. */
const MODIFIERS = ['Shift', 'Control', 'Alt', 'Meta'];

/** What the grid asks of its owner. */
export type GridCommands = {
  select(action: SelectionAction): void;
  sort(sort: Sort): void;
  open(row: Row): void;
  up(): void;
  /** Asks to delete what is selected. */
  remove(): void;
};

type Options = {
  shown: ShownRows;
  commands: GridCommands;
  page(): number;
  show(index: number): void;
  /** Opens the context menu of the focused row, or of the place. */
  openMenu(): void;
  /** The width a column is drawn with, in CSS pixels. */
  drawnWidth(column: Column): number;
};

/** The modifier that adds and commands: Command on macOS, Ctrl elsewhere. */
export function isCommand(event: { ctrlKey: boolean; metaKey: boolean }): boolean {
  return platform === 'darwin' ? event.metaKey : event.ctrlKey;
}

/** The keyboard of the grid. The heads of the columns are one step up from the first row. */
export function useGridKeys({ shown, commands, page, show, openMenu, drawnWidth }: Options) {
  const [headAt, setHeadAt] = useState<Column | null>(null);
  const typed = useRef<Typed | null>(null);
  const { view, selection, table, sort } = shown;
  const focusedRow = table.rows[view[Math.max(selection.focus, 0)] ?? -1];

  const goTo = (index: number, event: { ctrl: boolean; shift: boolean }) => {
    if (index < 0) return;
    commands.select({ do: 'at', index, how: howOf(event, 'keyboard') });
    show(index);
  };

  /** True when the key meant something at the head of a column. */
  const atHead = (column: Column, event: KeyboardEvent): boolean => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (step !== 0 && event.shiftKey) {
      useColumns.getState().resize(column, drawnWidth(column) + step * WIDTH_STEP);
      return true;
    }
    if (step !== 0) {
      setHeadAt(COLUMNS[COLUMNS.indexOf(column) + step] ?? column);
      return true;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      commands.sort(sortAfterClick(sort, column));
      return true;
    }
    if (event.key === 'ArrowUp') return true;
    setHeadAt(null);
    if (event.key === 'ArrowDown') {
      goTo(Math.max(selection.focus, 0), { ctrl: true, shift: false });
      return true;
    }
    return false;
  };

  const isUp = (event: KeyboardEvent) =>
    event.key === 'Backspace' && !isCommand(event) && !event.altKey && !event.shiftKey;

  const isDelete = (event: KeyboardEvent) =>
    event.key === 'Delete' || (platform === 'darwin' && event.metaKey && event.key === 'Backspace');

  const isOpen = (event: KeyboardEvent) =>
    event.key === 'Enter' || (platform === 'darwin' && event.metaKey && event.key === 'ArrowDown');

  const move = (event: KeyboardEvent): boolean => {
    const key = MOVES[event.key];
    if (!key || event.altKey) return false;
    const ctrl = isCommand(event);
    if (key === 'up' && selection.focus <= 0 && !ctrl && !event.shiftKey) setHeadAt('name');
    else if (view.length > 0)
      goTo(moveTarget(key, selection.focus, view.length, page()), { ctrl, shift: event.shiftKey });
    return true;
  };

  const type = (event: KeyboardEvent): boolean => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false;
    const next = typedMore(typed.current, event.key, event.timeStamp);
    // A space alone switches the row; within a name that is being typed it is part of it.
    if (next.text === ' ') {
      commands.select({ do: 'toggle-focused' });
      return true;
    }
    typed.current = next;
    goTo(findTyped(table, view, selection.focus, next.text), { ctrl: false, shift: false });
    return true;
  };

  const act = (event: KeyboardEvent): boolean => {
    if (headAt && atHead(headAt, event)) return true;
    if (isUp(event)) commands.up();
    else if (isDelete(event)) commands.remove();
    else if (isOpen(event)) {
      if (focusedRow) commands.open(focusedRow);
    } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) openMenu();
    else if (isCommand(event) && keyName(event) === 'a') commands.select({ do: 'all' });
    else if (event.key === ' ' && event.ctrlKey) commands.select({ do: 'toggle-focused' });
    else if (event.key === 'Escape' && selection.rows.length > 0) commands.select({ do: 'none' });
    else return move(event) || type(event);
    return true;
  };

  return {
    /** The head of a column the keyboard is at; null while it is among the rows. */
    headAt,
    leaveHead: () => setHeadAt(null),
    onKeyDown(event: KeyboardEvent) {
      if (MODIFIERS.includes(event.key)) return;
      if (act(event)) event.preventDefault();
    },
  };
}
