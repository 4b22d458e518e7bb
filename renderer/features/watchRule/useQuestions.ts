import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { RuleExample } from '../../../shared/contract/watch.ts';
import type { DataPreview } from '../../../shared/watch/data.ts';
import type { RuleDraft } from '../../../shared/watch/rule.ts';
import type { DryRun } from '../../../shared/watch/state.ts';
import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query.ts';
import { useSettled } from '../../ui/useSettled.ts';
import { exampleDraft, fittingDraft, previewDraft } from './partialDrafts.ts';
import type { RuleForm } from './ruleForm.ts';

/** How long (ms) nothing is typed before the folder is asked. */
const PAUSE = 300;

/** An answer, and whether it is of a form that has been changed since. */
export type Answer<T> = { query: UseQueryResult<T>; isOutdated: boolean };

/** The draft once typing has paused; the same object as long as it says the same. */
function useSettledDraft(draft: RuleDraft | null): { draft: RuleDraft | null; isSettled: boolean } {
  const text = JSON.stringify(draft);
  const settled = useSettled(text, PAUSE);
  return { draft: JSON.parse(settled) as RuleDraft | null, isSettled: settled === text };
}

/**
 * Asks about a draft, anew whenever it has changed; a question that is outdated is cancelled. Files come and go: an answer
 * is not kept for long.
 */
function useAnswer<T>(
  keyOf: (draft: RuleDraft | null) => readonly unknown[],
  draft: RuleDraft | null,
  ask: (draft: RuleDraft, signal: AbortSignal) => Promise<T>,
): Answer<T> {
  const settled = useSettledDraft(draft);
  const query = useQuery({
    queryKey: keyOf(settled.draft),
    queryFn: ({ signal }) => {
      if (settled.draft === null) throw new Error('asked without a draft');
      return ask(settled.draft, signal);
    },
    enabled: settled.draft !== null,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    gcTime: 30_000,
  });
  return { query, isOutdated: !settled.isSettled || query.isPlaceholderData };
}

/** An example, and what is done with data in the draft it is of: it may be shown a moment longer than that is. */
export type DraftExample = RuleExample & { data: RuleDraft['data'] };

/** What would become of the newest file. */
export function useExample(ruleId: string | null, form: RuleForm): Answer<DraftExample> {
  return useAnswer(
    (draft) => queryKeys.watchExample(ruleId, draft),
    exampleDraft(form),
    async (draft, signal) => ({ ...(await call('watch.example', { ruleId, draft }, { signal })), data: draft.data }),
  );
}

export type FilePreview = { file: string; preview: DataPreview };

/** The first rows of a file (null: the newest), with what is kept of them; null where no file fits. */
export function usePreview(ruleId: string | null, form: RuleForm, file: string | null): Answer<FilePreview | null> {
  return useAnswer(
    (draft) => queryKeys.watchPreview(ruleId, draft, file),
    previewDraft(form),
    (draft, signal) => call('watch.preview', { ruleId, draft, file }, { signal }),
  );
}

/** The files that fit now. */
export function useFitting(ruleId: string | null, form: RuleForm): Answer<DryRun> {
  return useAnswer(
    (draft) => queryKeys.watchFitting(ruleId, draft),
    fittingDraft(form),
    (draft, signal) => call('watch.dryRun', { ruleId, draft }, { signal }),
  );
}
