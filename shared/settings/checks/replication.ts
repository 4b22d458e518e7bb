import type { Check } from '../checks.ts';
import type { SettingDocument } from '../documents.ts';
import type { Problem } from '../problems.ts';
import { bucketOfArn, parseArn } from './arn.ts';
import { filterProblems } from './filters.ts';
import { doubtful, repeated, wrong } from './found.ts';

type Rule = SettingDocument<'replication'>['Rules'][number];

/**
 * Other servers name a target in ways of their own: MinIO by ARNs of its own service, Ceph the same bucket in another
 * zone. So this is never more than a doubt.
 */
function destinationProblems(rule: Rule, bucket: string, path: Problem['path']): Problem[] {
  const target = rule.Destination.Bucket;
  if (!parseArn(target)) return [doubtful('not-bucket-arn', path)];
  return bucketOfArn(target) === bucket ? [doubtful('replicates-to-itself', path)] : [];
}

/** S3 User Guide, "Replication configuration file elements". */
function ruleProblems(rule: Rule, bucket: string, path: Problem['path']): Problem[] {
  const hasTags = rule.Filter?.Tag !== undefined || (rule.Filter?.And?.Tags ?? []).length > 0;
  const copiesMarkers = rule.DeleteMarkerReplication?.Status === 'Enabled';
  return [
    ...destinationProblems(rule, bucket, [...path, 'Destination', 'Bucket']),
    ...(rule.Filter && rule.Prefix !== undefined ? [wrong('filter-and-prefix', [...path, 'Prefix'])] : []),
    ...filterProblems(rule.Filter, [...path, 'Filter']),
    // "Amazon S3 does not support replicating delete markers for tag-based rules."
    ...(hasTags && copiesMarkers ? [wrong('markers-with-tags', [...path, 'DeleteMarkerReplication'])] : []),
  ];
}

export const checkReplication: Check<'replication'> = ({ Role, Rules }, { bucket }) => [
  ...(Role === '' ? [doubtful('no-role', ['Role'])] : []),
  ...Rules.flatMap((rule, index) => ruleProblems(rule, bucket, ['Rules', index])),
  ...repeated(
    Rules.map((rule) => rule.ID),
    (index) => ['Rules', index, 'ID'],
  ),
  ...repeated(
    Rules.map((rule) => rule.Priority),
    (index) => ['Rules', index, 'Priority'],
  ),
];
