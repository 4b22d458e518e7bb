import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleSnapshot } from '../../../shared/watch/state.ts';
import { announcement } from './announcement.ts';

/** What is to be read out of what has changed in the rules; stays until there is something else to say. */
export function useAnnouncement(rules: readonly RuleSnapshot[] | undefined): string {
  const { t } = useTranslation();
  const before = useRef<readonly RuleSnapshot[]>([]);
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    if (!rules) return;
    const words = announcement(before.current, rules, t);
    before.current = rules;
    if (words !== '') setSpoken(words);
  }, [rules, t]);
  return spoken;
}
