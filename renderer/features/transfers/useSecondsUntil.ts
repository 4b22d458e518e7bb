import { useEffect, useState } from 'react';

/** Whole seconds until an ISO time, counted down as they pass; null without a time. */
export function useSecondsUntil(iso: string | null): number | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (iso === null) return;
    setNow(Date.now());
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, [iso]);
  return iso === null ? null : Math.max(0, Math.ceil((new Date(iso).getTime() - now) / 1000));
}
