import { useEffect } from 'react';
import type { MenuCommand } from '../../../shared/events.ts';
import { on } from '../../api/client.ts';
import { usePlace } from '../../stores/place.ts';
import { commandOf } from './shortcuts.ts';

const BACK_BUTTON = 3;
const FORWARD_BUTTON = 4;

/** True while a question is open that must be answered first. */
function isQuestionOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}

function typedInto(): HTMLInputElement | HTMLTextAreaElement | null {
  const active = document.activeElement;
  return active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement ? active : null;
}

/** Commands that mean the text while one types. */
const OF_TEXT: readonly MenuCommand[] = ['select-all', 'delete'];

export type CommandRunners = Partial<Record<MenuCommand, () => void>>;

/** Carries out the browser's commands, from the menu, by their keys, and by the mouse's own back and forward. */
export function useCommands(runners: CommandRunners): void {
  useEffect(() => {
    const run = (command: MenuCommand) => {
      if (isQuestionOpen()) return;
      const field = typedInto();
      if (!field || !OF_TEXT.includes(command)) runners[command]?.();
      else if (command === 'select-all') field.select();
    };
    const onKey = (event: KeyboardEvent) => {
      const command = commandOf(event);
      if (event.defaultPrevented || !command || !runners[command]) return;
      event.preventDefault();
      run(command);
    };
    const onMouse = (event: MouseEvent) => {
      if (isQuestionOpen()) return;
      if (event.button === BACK_BUTTON) usePlace.getState().back();
      if (event.button === FORWARD_BUTTON) usePlace.getState().forward();
    };
    const stop = on('menu.command', ({ command }) => run(command));
    window.addEventListener('keydown', onKey);
    window.addEventListener('mouseup', onMouse);
    return () => {
      stop();
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('mouseup', onMouse);
    };
  }, [runners]);
}
