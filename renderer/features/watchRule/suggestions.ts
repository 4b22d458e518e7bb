import type { Place } from '../../stores/place.ts';
import { folderName } from './localPaths.ts';
import type { RuleForm, RuleStart } from './ruleForm.ts';

/** The key that is suggested for the log of a rule: `logs/new-orders.log`. */
export function suggestedLogKey(name: string): string {
  const plain = name
    .trim()
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .toLowerCase();
  return `logs/${plain || 'rule'}.log`;
}

/** The form with the suggestions for what the user has not named: the rule after its folder, the log after the rule. */
export function withSuggestions(form: RuleForm): RuleForm {
  const name = form.isNamed ? form.name : folderName(form.folder?.path ?? '').slice(0, 100);
  const logKey = form.isLogKeyed ? form.logKey : suggestedLogKey(name);
  return { ...form, name, logKey };
}

/** The bucket and folder in which the user has been last, for a new rule to begin with; '' for what is not known. */
export function startFrom(past: readonly Place[], connectionIds: readonly string[]): RuleStart {
  const last = past.findLast((place) => 'connectionId' in place && connectionIds.includes(place.connectionId));
  if (last && 'connectionId' in last) {
    const { connectionId, bucket } = last;
    return { connectionId, bucket, prefix: last.view === 'bucket' ? last.prefix : '' };
  }
  return { connectionId: connectionIds.length === 1 ? (connectionIds[0] ?? '') : '', bucket: '', prefix: '' };
}
