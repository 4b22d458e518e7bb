import { createHash } from 'node:crypto';
import type { WatchRule } from '../../../../shared/watch/rule.ts';

/**
 * A short mark of what a rule says of keys and contents, and of where they go. What was made or uploaded under another
 * mark is of no use for the rule as it is now.
 */
export function ruleMark({ connectionId, bucket, keyTemplate, constants, data }: Omit<WatchRule, 'id'>): string {
  const said = JSON.stringify([connectionId, bucket, keyTemplate, constants, data]);
  return createHash('sha256').update(said).digest('base64url').slice(0, 16);
}
