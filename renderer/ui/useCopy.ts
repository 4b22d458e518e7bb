import { useEffect, useState } from 'react';
import { call } from '../api/client.ts';

const SHOWN_MS = 2000;

/** Copies text; `isCopied` is true for two seconds afterwards. */
export function useCopy(): { isCopied: boolean; copy(text: string): Promise<void> } {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = window.setTimeout(() => setCopied(false), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [isCopied]);
  return {
    isCopied,
    async copy(text) {
      await call('clipboard.write', { text });
      setCopied(true);
    },
  };
}
