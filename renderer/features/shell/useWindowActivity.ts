import { useEffect } from 'react';

/** Marks the page while its window is not in front: selections turn grey then (styles/tokens.css). */
export function useWindowActivity(): void {
  useEffect(() => {
    const mark = () => document.documentElement.toggleAttribute('data-window-inactive', !document.hasFocus());
    mark();
    window.addEventListener('focus', mark);
    window.addEventListener('blur', mark);
    return () => {
      window.removeEventListener('focus', mark);
      window.removeEventListener('blur', mark);
    };
  }, []);
}
