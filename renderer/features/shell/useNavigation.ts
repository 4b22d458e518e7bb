import { useEffect } from 'react';
import { platform } from '../../api/client.ts';
import { usePlace } from '../../stores/place.ts';
import { isQuestionOpen } from '../../ui/isQuestionOpen.ts';
import { type Navigation, navigationOfButton, navigationOfKey } from './navigation.ts';

/** An open menu or list of choices has the arrows to itself. */
function isChoosing(): boolean {
  return isQuestionOpen() || document.querySelector('[role="menu"], [role="listbox"]') !== null;
}

/** Goes back, forward and up by the keyboard and by the mouse's own buttons, wherever the focus is in the window. */
export function useNavigation(): void {
  useEffect(() => {
    const carryOut = (event: Event, where: Navigation | null) => {
      if (where === null || isChoosing()) return;
      event.preventDefault();
      event.stopPropagation();
      usePlace.getState()[where]();
    };
    const onKey = (event: KeyboardEvent) => {
      // A list that moves its rows by Alt and the arrows says so.
      const isTaken = event.target instanceof Element && event.target.closest('[data-alt-arrows]') !== null;
      if (!(isTaken && event.altKey)) carryOut(event, navigationOfKey(event, platform));
    };
    const onMouse = (event: MouseEvent) => carryOut(event, navigationOfButton(event.button));
    // Heard before the part that has the focus: a tree or a list would take the arrow for its own.
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('mouseup', onMouse, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('mouseup', onMouse, true);
    };
  }, []);
}
