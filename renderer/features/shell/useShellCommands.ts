import { useEffect } from 'react';
import type { MenuCommand } from '../../../shared/events.ts';
import { on } from '../../api/client.ts';
import { useDialog } from '../../stores/dialog.ts';
import { usePlace } from '../../stores/place.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { isQuestionOpen } from '../../ui/isQuestionOpen.ts';

/** The commands that concern the window as a whole; the others belong to the object browser. */
const COMMANDS: Partial<Record<MenuCommand, () => void>> = {
  'new-connection': () => useDialog.getState().open({ kind: 'connection', connectionId: null }),
  preferences: () => useDialog.getState().open({ kind: 'preferences' }),
  'toggle-inspector': () => {
    const { preferences, change } = usePreferences.getState();
    void change({ inspectorOpen: !preferences.inspectorOpen });
  },
  'toggle-transfers': () => {
    const { preferences, change } = usePreferences.getState();
    void change({ dockOpen: !preferences.dockOpen });
  },
  'watched-folders': () => usePlace.getState().go({ view: 'watch', ruleId: null }),
  back: () => usePlace.getState().back(),
  forward: () => usePlace.getState().forward(),
  up: () => usePlace.getState().up(),
};

/** Carries out the menu's commands, but none below an open question. */
export function useShellCommands(): void {
  useEffect(
    () =>
      on('menu.command', ({ command }) => {
        if (!isQuestionOpen()) COMMANDS[command]?.();
      }),
    [],
  );
}
