import type { LifecycleRule } from '../settings/documents/lifecycle.ts';

export type RuleTemplate =
  | 'delete-after-3-days'
  | 'keep-5-noncurrent-30-days'
  | 'clear-unfinished-uploads-7-days'
  | 'remove-lonely-delete-markers'
  | 'move-to-cheaper-after-30-days';

/** Rules that people set most, as a start. Their titles are `settings.lifecycle.template.<id>`. */
const ACTIONS: Record<RuleTemplate, Omit<LifecycleRule, 'ID' | 'Status' | 'Prefix' | 'Filter'>> = {
  'delete-after-3-days': { Expiration: { Days: 3 } },
  'keep-5-noncurrent-30-days': { NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 5 } },
  'clear-unfinished-uploads-7-days': { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } },
  'remove-lonely-delete-markers': { Expiration: { ExpiredObjectDeleteMarker: true } },
  'move-to-cheaper-after-30-days': { Transitions: [{ Days: 30, StorageClass: 'STANDARD_IA' }] },
};

export const RULE_TEMPLATE_IDS = Object.keys(ACTIONS) as RuleTemplate[];

/** A name that no rule has yet: the wanted one, or it with a number after it. */
export function freeRuleId(wanted: string, rules: readonly Pick<LifecycleRule, 'ID'>[]): string {
  const taken = new Set(rules.map(({ ID }) => ID));
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}-${number}`;
  return id;
}

/** The rule of a template, about the whole bucket, with an ID that none of `rules` has. */
export function ruleFromTemplate(template: RuleTemplate, rules: readonly LifecycleRule[]): LifecycleRule {
  return { ID: freeRuleId(template, rules), Status: 'Enabled', Filter: { Prefix: '' }, ...ACTIONS[template] };
}
