import { useState } from 'react';
import type { StepGroup } from './logLines.ts';

/** What the user looks for in the log. */
export function useLogFilter() {
  const [search, setSearch] = useState('');
  const [group, setGroup] = useState<StepGroup>('all');
  const [isOfAll, setOfAll] = useState(false);
  return { search, setSearch, group, setGroup, isOfAll, setOfAll };
}
export type ShownFilter = ReturnType<typeof useLogFilter>;
