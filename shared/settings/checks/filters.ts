import type { Problem } from '../problems.ts';
import { wrong } from './found.ts';

/**
 * A filter says one thing; several stand together in its And (S3 API Reference, ReplicationRuleFilter, MetricsFilter,
 * AnalyticsFilter, IntelligentTieringFilter).
 */
export function filterProblems(filter: object | undefined, path: Problem['path']): Problem[] {
  const said = Object.values(filter ?? {}).filter((value) => value !== undefined);
  return said.length > 1 ? [wrong('one-filter', path)] : [];
}
