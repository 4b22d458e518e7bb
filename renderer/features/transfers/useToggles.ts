import { useCallback, useState } from 'react';

/** Which of some rows are opened. */
export function useToggles(): { opened: ReadonlySet<string>; toggle: (id: string) => void } {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((id: string) => {
    setOpened((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  return { opened, toggle };
}
