import { useEffect, useState } from 'react';
import { usePlace } from '../stores/place.ts';

/** While `isHeld`, what would leave the page waits here for an answer: `leave` runs it, `stay` forgets it. */
export function useLeaveQuestion(isHeld: boolean): { isAsked: boolean; leave(): void; stay(): void } {
  const setHold = usePlace((s) => s.setHold);
  const [waiting, setWaiting] = useState<(() => void) | null>(null);
  useEffect(() => {
    if (!isHeld) return;
    setHold((run) => setWaiting(() => run));
    return () => setHold(null);
  }, [isHeld, setHold]);
  return {
    isAsked: waiting !== null,
    leave() {
      setWaiting(null);
      waiting?.();
    },
    stay: () => setWaiting(null),
  };
}
