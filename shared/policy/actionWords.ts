import { ACTION_GROUPS, type ActionGroup, S3_ACTIONS } from './actions.ts';
import type { Some } from './statements.ts';
import { matches } from './wildcards.ts';
import type { Words } from './words.ts';

export const WHAT_WORDS = [...ACTION_GROUPS, 'everything', 'action', 'nothing'] as const;
export type WhatWords = Words<(typeof WHAT_WORDS)[number]>;

/** Above so many groups a pattern says more by itself. */
const MOST_GROUPS = 3;

function groupsOf(pattern: string): ActionGroup[] {
  const covered = S3_ACTIONS.filter(({ name }) => {
    return matches(pattern, name, { ignoreCase: true, hasVariables: false }) === 'yes';
  });
  return [...new Set(covered.map(({ group }) => group))];
}

function wordsOf(pattern: string): WhatWords[] {
  if (pattern === '*' || pattern.toLowerCase() === 's3:*') return [{ key: 'everything' }];
  const groups = groupsOf(pattern);
  const isTold = groups.length > 0 && groups.length <= MOST_GROUPS;
  return isTold ? groups.map((key) => ({ key })) : [{ key: 'action', values: { action: pattern } }];
}

/** What the actions of a statement do, each group named once, in the order in which they come. */
export function actionWords(actions: Some<string[]> | null): { not: boolean; words: WhatWords[] } {
  if (actions === null || actions.values.length === 0) return { not: false, words: [{ key: 'nothing' }] };
  const all = actions.values.flatMap(wordsOf);
  const everything = all.find(({ key }) => key === 'everything');
  if (everything) return { not: actions.not, words: [everything] };
  const named = new Map(all.map((words) => [`${words.key} ${words.values?.action ?? ''}`, words]));
  return { not: actions.not, words: [...named.values()] };
}
