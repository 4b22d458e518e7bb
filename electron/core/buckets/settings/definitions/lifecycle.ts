import {
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfiguration$,
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
} from '@aws-sdk/client-s3';
import { withOneAnd } from '../../../../../shared/lifecycle/filter.ts';
import { cautiously } from '../../../../../shared/lifecycle/sameRules.ts';
import type { LifecycleRule } from '../../../../../shared/settings/documents/lifecycle.ts';
import { asInput, xmlSetting } from './xmlSetting.ts';

const asDate = <T extends { Date?: string | undefined }>({ Date: time, ...rest }: T) =>
  time === undefined ? rest : { ...rest, Date: new Date(time) };

/** A rule with its times as the SDK takes them. */
function withDates({ Expiration, Transitions, ...rule }: LifecycleRule) {
  return {
    ...rule,
    ...(Expiration && { Expiration: asDate(Expiration) }),
    ...(Transitions && { Transitions: Transitions.map(asDate) }),
  };
}

export const lifecycle = xmlSetting('lifecycle', {
  root: 'LifecycleConfiguration',
  notSet: ['NoSuchLifecycleConfiguration'],
  operation: GetBucketLifecycleConfiguration$,
  get: (Bucket) => new GetBucketLifecycleConfigurationCommand({ Bucket }),
  isNothing: ({ Rules }) => (Rules ?? []).length === 0,
  rewrite: ({ Rules, ...rest }) => ({ ...rest, Rules: Rules.map(withOneAnd) }),
  put: ({ bucket, send }, { Rules, TransitionDefaultMinimumObjectSize }) =>
    send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket: bucket,
        LifecycleConfiguration: { Rules: asInput(Rules.map(withDates)) },
        TransitionDefaultMinimumObjectSize,
      }),
    ),
  remove: ({ bucket, send }) => send(new DeleteBucketLifecycleCommand({ Bucket: bucket })),
  cautiously,
});
