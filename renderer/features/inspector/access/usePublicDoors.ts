import { useQuery } from '@tanstack/react-query';
import { objectArn } from '../../../../shared/policy/arns.ts';
import { type Decision, evaluate } from '../../../../shared/policy/evaluate.ts';
import { type PublicDoors, publicDoors } from '../../../../shared/publicDoors.ts';
import { documentOf, type SettingState } from '../../../../shared/settings/state.ts';
import { settingQuery } from '../../../api/settings.ts';
import type { ObjectRef } from '../objectQueries.ts';
import { aclQuery } from './accessQueries.ts';

/** What the policy says of everyone reading the object; undefined where it may not be read. */
function decisionOf(policy: SettingState<'policy'> | undefined, { bucket, key }: ObjectRef): Decision | undefined {
  if (policy === undefined || policy.state === 'denied') return undefined;
  const resource = objectArn(bucket, key);
  return evaluate(documentOf<'policy'>(policy), { principal: 'anonymous', action: 's3:GetObject', resource });
}

/** What stands between everyone and the object; undefined while it is being read. What cannot be read is named in it. */
export function usePublicDoors(target: ObjectRef, isSettled: boolean): PublicDoors | undefined {
  const enabled = isSettled;
  const acl = useQuery({ ...aclQuery(target), enabled });
  const ownership = useQuery({ ...settingQuery(target, 'ownership'), enabled });
  const publicAccessBlock = useQuery({ ...settingQuery(target, 'publicAccessBlock'), enabled });
  const policy = useQuery({ ...settingQuery(target, 'policy'), enabled });
  if ([acl, ownership, publicAccessBlock, policy].some((query) => query.isPending)) return undefined;
  return publicDoors({
    acl: acl.data,
    ownership: ownership.data,
    publicAccessBlock: publicAccessBlock.data,
    policy: decisionOf(policy.data, target),
  });
}
