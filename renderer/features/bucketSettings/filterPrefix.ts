import type { Tag } from '../../../shared/settings/documents/common.ts';
import { hasOthers, withProperty } from './property.ts';

/** What filters of rules have in common; some take the ARN of an access point too. */
type Filter = {
  Prefix?: string | undefined;
  Tag?: Tag | undefined;
  AccessPointArn?: string | undefined;
  And?: { Prefix?: string | undefined; Tags?: Tag[] | undefined; AccessPointArn?: string | undefined } | undefined;
};

/** The prefix that a filter asks for; '' for none. */
export function prefixOf(filter: Filter | undefined): string {
  return (filter?.And ? filter.And.Prefix : filter?.Prefix) ?? '';
}

/** Whether a filter asks for more than a prefix. */
export function hasMoreThanPrefix(filter: Filter | undefined): boolean {
  return hasOthers(filter, ['Prefix', 'And']) || hasOthers(filter?.And, ['Prefix']);
}

/** An And of a single condition is that condition: S3 wants an And to have two or more. */
function withoutNeedlessAnd({ And, ...others }: Filter): Filter {
  if (!And) return others;
  const { Prefix, Tags = [], AccessPointArn } = And;
  const [tag] = Tags;
  const conditions = Tags.length + (Prefix === undefined ? 0 : 1) + (AccessPointArn === undefined ? 0 : 1);
  if (conditions > 1 || Object.keys(others).length > 0) return { ...others, And };
  if (tag) return { Tag: tag };
  return { ...(Prefix === undefined ? {} : { Prefix }), ...(AccessPointArn === undefined ? {} : { AccessPointArn }) };
}

function changed(filter: Filter, prefix: string): Filter {
  const { And, Tag, AccessPointArn } = filter;
  const Prefix = prefix || undefined;
  if (And) return withoutNeedlessAnd({ ...filter, And: withProperty(And, 'Prefix', Prefix) });
  if (!Prefix || (!Tag && AccessPointArn === undefined)) return withProperty(filter, 'Prefix', Prefix);
  return {
    And: { Prefix, ...(Tag ? { Tags: [Tag] } : {}), ...(AccessPointArn === undefined ? {} : { AccessPointArn }) },
  };
}

/**
 * The filter with another prefix; what else it asks for stays. A condition besides the prefix moves into an And with it,
 * as S3 wants it. Undefined: nothing is asked for any more.
 */
export function withPrefix<F extends Filter>(filter: F | undefined, prefix: string): F | undefined {
  if (prefixOf(filter) === prefix) return filter;
  const after = changed(filter ?? {}, prefix);
  // Made of the properties that the filter had; an access point comes only from one that may have it.
  return Object.keys(after).length === 0 ? undefined : (after as F);
}
