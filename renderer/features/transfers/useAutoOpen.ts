import { useEffect, useRef } from 'react';
import { usePreferences } from '../../stores/preferences.ts';
import { hasOwnWork } from '../../stores/transferPatches.ts';
import { useTransfers } from '../../stores/transfers.ts';
import { useFileDrag } from '../../ui/useFileDrag.ts';

/**
 * Opens the dock when the user begins work, unless it was collapsed by hand since the window was opened. While files are being
 * dragged it waits: the rows under the pointer must not move away.
 */
export function useAutoOpen(): void {
  const isOpen = usePreferences((s) => s.preferences.dockOpen);
  const change = usePreferences((s) => s.change);
  const isBusy = useTransfers(hasOwnWork);
  const isDragging = useFileDrag();
  const wasOpen = useRef(isOpen);
  const collapsedByHand = useRef(false);

  useEffect(() => {
    // Nothing but the user ever collapses it.
    if (wasOpen.current && !isOpen) collapsedByHand.current = true;
    wasOpen.current = isOpen;
  }, [isOpen]);

  useEffect(() => {
    if (isBusy && !isDragging && !wasOpen.current && !collapsedByHand.current) void change({ dockOpen: true });
  }, [isBusy, isDragging, change]);
}
