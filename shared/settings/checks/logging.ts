import type { Check } from '../checks.ts';
import { doubtful } from './found.ts';
import { granteeProblems } from './grantees.ts';

/** Logs of the writing of logs: a bucket that logs into itself never rests (S3 User Guide, "Logging requests with server access logging"). */
export const checkLogging: Check<'logging'> = ({ LoggingEnabled }, { bucket }) => {
  if (!LoggingEnabled) return [];
  const { TargetBucket, TargetGrants = [] } = LoggingEnabled;
  return [
    ...(TargetBucket === bucket ? [doubtful('logs-itself', ['LoggingEnabled', 'TargetBucket'])] : []),
    ...TargetGrants.flatMap(({ Grantee }, index) =>
      granteeProblems(Grantee, ['LoggingEnabled', 'TargetGrants', index, 'Grantee']),
    ),
  ];
};
