import type { Probe, ProbeAction, Trial } from '../../../../shared/contract/access.ts';
import { bucketArn, objectArn } from '../../../../shared/policy/arns.ts';
import { coversAction, coversResource, type Decision, evaluate } from '../../../../shared/policy/evaluate.ts';
import { statementsOf } from '../../../../shared/policy/statements.ts';
import type { PolicyDocument } from '../../../../shared/settings/documents/policy.ts';

/** Somebody with keys who is named in no policy. */
const NAMELESS = { arn: 'arn:aws:iam::-:user/-' };

const ACTIONS: Record<ProbeAction, string> = {
  read: 's3:GetObject',
  write: 's3:PutObject',
  delete: 's3:DeleteObject',
  list: 's3:ListBucket',
};

function resourceOf(action: ProbeAction, bucket: string, trial: Pick<Trial, 'key' | 'probeKey'>): string {
  if (action === 'list') return bucketArn(bucket);
  return objectArn(bucket, action === 'read' ? trial.key : trial.probeKey);
}

/**
 * What a policy says of a probe; listing is tried in the folder of the key. Whose keys the connection has is not known: where statements speak of named principals
 * it depends on that.
 */
export function policySays(
  policy: PolicyDocument | null,
  bucket: string,
  trial: Pick<Trial, 'key' | 'probeKey'>,
  { who, action }: Pick<Probe, 'who' | 'action'>,
): Decision {
  const folder = trial.key.slice(0, trial.key.lastIndexOf('/') + 1);
  const context = action === 'list' ? { 's3:prefix': folder } : {};
  const request = { action: ACTIONS[action], resource: resourceOf(action, bucket, trial), context };
  if (who === 'anonymous') return evaluate(policy, { ...request, principal: 'anonymous' });
  const decision = evaluate(policy, { ...request, principal: NAMELESS });
  if (decision === 'deny') return decision;
  const isNamed = statementsOf(policy).some((statement) => {
    const named = statement.who?.values;
    const names =
      statement.who?.not || (named && named.aws.length + named.canonical.length + named.federated.length > 0);
    return (
      names &&
      coversAction(statement, request.action) !== 'no' &&
      coversResource(statement, request.resource) !== 'no' &&
      (statement.effect === 'Deny' || decision === 'none')
    );
  });
  return isNamed ? 'depends' : decision;
}

/** Why the server may answer otherwise than the policy says. */
export type Difference = 'draft' | 'block' | 'granted' | 'forbidden' | 'owner';

/** The difference between the server's answer and what the policy says; null where there is none to explain. */
export function differenceOf(
  probe: Pick<Probe, 'who' | 'answer'>,
  says: Decision,
  known: { isSaved: boolean; isBlocked: boolean },
): Difference | null {
  const isAllowed = probe.answer === 'allowed';
  if ((!isAllowed && probe.answer !== 'refused') || says === 'depends') return null;
  // The account of the bucket has its rights without the policy.
  if (says === 'none' && probe.who === 'connection') return null;
  if (isAllowed === (says === 'allow')) return null;
  if (!known.isSaved) return 'draft';
  if (probe.who === 'connection') return isAllowed ? 'owner' : 'forbidden';
  if (isAllowed) return 'granted';
  return known.isBlocked ? 'block' : 'forbidden';
}
