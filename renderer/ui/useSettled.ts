import { useEffect, useState } from 'react';

/** The value once it has stayed the same for so many ms: a burst of changes asks the server once, for the last of them. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(() => value), ms);
    return () => window.clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
