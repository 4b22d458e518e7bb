import { useEffect, useRef } from 'react';
import { usePreferences } from '../../stores/preferences.ts';
import { useTransfers } from '../../stores/transfers.ts';

/** Opens the dock when work begins, unless it was collapsed by hand since the window was opened. */
export function useAutoOpen(): void {
  const isOpen = usePreferences((s) => s.preferences.dockOpen);
  const change = usePreferences((s) => s.change);
  const isBusy = useTransfers((s) => s.activeCount > 0);
  const wasOpen = useRef(isOpen);
  const collapsedByHand = useRef(false);

  useEffect(() => {
    // Nothing but the user ever collapses it.
    if (wasOpen.current && !isOpen) collapsedByHand.current = true;
    wasOpen.current = isOpen;
  }, [isOpen]);

  useEffect(() => {
    if (isBusy && !wasOpen.current && !collapsedByHand.current) void change({ dockOpen: true });
  }, [isBusy, change]);
}
