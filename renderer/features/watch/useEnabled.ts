import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WatchRule } from '../../../shared/watch/rule.ts';
import { call } from '../../api/client.ts';
import { rulesQuery } from '../../api/watch.ts';

/** Whether a rule is on, as the user has just switched it; `error` says why it could not be switched. */
export function useEnabled({ id, enabled }: WatchRule) {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (wanted: boolean) => call('watch.setEnabled', { ruleId: id, enabled: wanted }),
    // What the rule is doing now is told by the main process a moment later; the switch must not go back until then.
    onSuccess: (_, wanted) =>
      client.setQueryData(rulesQuery.queryKey, (rules) =>
        rules?.map((one) => (one.rule.id === id ? { ...one, rule: { ...one.rule, enabled: wanted } } : one)),
      ),
  });
  return {
    isEnabled: change.isPending ? change.variables : enabled,
    setEnabled: (wanted: boolean) => change.mutate(wanted),
    error: change.error,
  };
}
