import { bucketArn } from '../../../../shared/policy/arns.ts';
import type { SettingDocument } from '../../../../shared/settings/documents.ts';
import { hasMoreThanPrefix, prefixOf, withPrefix } from '../filterPrefix.ts';
import { hasOthers, textAfter, withProperty } from '../property.ts';

export type ReplicationRule = SettingDocument<'replication'>['Rules'][number];

export type ReplicationRuleForm = {
  isOn: boolean;
  prefix: string;
  /** Null: none, as in rules of the old form. */
  priority: number | null;
  /** The ARN of the bucket that gets the copies. */
  bucket: string;
  /** '' for that of the object. */
  storageClass: string;
  copiesMarkers: boolean;
};

export function readRule(rule: ReplicationRule): ReplicationRuleForm {
  return {
    isOn: rule.Status === 'Enabled',
    prefix: rule.Prefix ?? prefixOf(rule.Filter),
    priority: rule.Priority ?? null,
    bucket: rule.Destination.Bucket,
    storageClass: rule.Destination.StorageClass ?? '',
    copiesMarkers: rule.DeleteMarkerReplication?.Status === 'Enabled',
  };
}

/** A rule of the old form keeps its Prefix, an empty one too; one of the new form its Filter. */
function withRulePrefix(rule: ReplicationRule, prefix: string): ReplicationRule {
  if (rule.Prefix !== undefined) return { ...rule, Prefix: prefix };
  const everything = rule.Filter && { Prefix: '' };
  return withProperty(rule, 'Filter', withPrefix(rule.Filter, prefix) ?? everything);
}

function withMarkers(rule: ReplicationRule, copiesMarkers: boolean): ReplicationRule {
  if ((rule.DeleteMarkerReplication?.Status === 'Enabled') === copiesMarkers) return rule;
  return { ...rule, DeleteMarkerReplication: { Status: copiesMarkers ? 'Enabled' : 'Disabled' } };
}

export function writeRule(rule: ReplicationRule, form: ReplicationRuleForm): ReplicationRule {
  const storageClass = textAfter(rule.Destination.StorageClass, form.storageClass);
  const Destination = withProperty({ ...rule.Destination, Bucket: form.bucket }, 'StorageClass', storageClass);
  const whole: ReplicationRule = { ...rule, Status: form.isOn ? 'Enabled' : 'Disabled', Destination };
  const filtered = withMarkers(withRulePrefix(whole, form.prefix), form.copiesMarkers);
  return withProperty(filtered, 'Priority', form.priority ?? undefined);
}

export function hasMore(rule: ReplicationRule): boolean {
  const shown = ['ID', 'Priority', 'Prefix', 'Filter', 'Status', 'Destination', 'DeleteMarkerReplication'];
  return (
    hasOthers(rule, shown) || hasOthers(rule.Destination, ['Bucket', 'StorageClass']) || hasMoreThanPrefix(rule.Filter)
  );
}

/** Copies everything that is new, deletions not; its priority is above those there are. */
export function copyEverything(rules: readonly ReplicationRule[]): ReplicationRule {
  return {
    Priority: Math.max(0, ...rules.map((rule) => rule.Priority ?? 0)) + 1,
    Filter: { Prefix: '' },
    Status: 'Enabled',
    Destination: { Bucket: bucketArn('') },
    DeleteMarkerReplication: { Status: 'Disabled' },
  };
}
