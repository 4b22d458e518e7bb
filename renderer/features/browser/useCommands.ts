import { useEffect } from 'react';
import type { MenuCommand } from '../../../shared/events.ts';
import { on } from '../../api/client.ts';
import { isQuestionOpen } from '../../ui/isQuestionOpen.ts';
import { commandOf } from './shortcuts.ts';

function typedInto(): HTMLInputElement | HTMLTextAreaElement | null {
  const active = document.activeElement;
  return active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement ? active : null;
}

/** Commands that mean the text while one types. */
const OF_TEXT: readonly MenuCommand[] = ['select-all', 'delete'];

export type CommandRunners = Partial<Record<MenuCommand, () => void>>;

/** Carries out the browser's commands from the menu and by their keys. */
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
    const stop = on('menu.command', ({ command }) => run(command));
    window.addEventListener('keydown', onKey);
    return () => {
      stop();
      window.removeEventListener('keydown', onKey);
    };
  }, [runners]);
}
