import { useMemo } from 'react';
import { usePreferences } from '../../../stores/preferences.ts';
import { useFormat } from '../../../ui/useFormat.ts';

/** Gives the function that tells when a line was written: today to the second, before by the day. */
export function useLineTime(): (iso: string) => string {
  const language = usePreferences((s) => s.preferences.language);
  // Drawn anew when a day begins, as the words for days are.
  useFormat();
  const today = new Date().toDateString();
  return useMemo(() => {
    const locale = language === 'en' ? 'en-GB' : language;
    const seconds = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
    const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
    return (iso) => {
      const at = new Date(iso);
      return (at.toDateString() === today ? seconds : day).format(at);
    };
  }, [language, today]);
}
