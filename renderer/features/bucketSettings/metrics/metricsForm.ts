import type { MetricsDocument } from '../../../../shared/settings/documents/reports.ts';
import { prefixOf, withPrefix } from '../filterPrefix.ts';
import { withProperty } from '../property.ts';

export type Metrics = MetricsDocument['MetricsConfigurationList'][number];

export type MetricsForm = { id: string; prefix: string };

export function readMetrics({ Id, Filter }: Metrics): MetricsForm {
  return { id: Id, prefix: prefixOf(Filter) };
}

export function writeMetrics(item: Metrics, { id, prefix }: MetricsForm): Metrics {
  return { ...withProperty(item, 'Filter', withPrefix(item.Filter, prefix)), Id: id };
}
