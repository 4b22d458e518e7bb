import {
  GetBucketNotificationConfiguration$,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
} from '@aws-sdk/client-s3';
import type { NotificationsDocument } from '../../../../../shared/settings/documents/use.ts';
import { cephDelete, isCeph, isCephRefusal } from './cephNotifications.ts';
import { asInput, xmlSetting } from './xmlSetting.ts';

function idsOf(document: NotificationsDocument | null): string[] {
  const { TopicConfigurations = [], QueueConfigurations = [], LambdaFunctionConfigurations = [] } = document ?? {};
  const all = [...TopicConfigurations, ...QueueConfigurations, ...LambdaFunctionConfigurations];
  return all.map(({ Id }) => Id ?? '').filter((id) => id !== '');
}

/** S3 has no DELETE for it: an empty configuration takes all away. */
export const notifications = xmlSetting('notifications', {
  root: 'NotificationConfiguration',
  notSet: [],
  operation: GetBucketNotificationConfiguration$,
  get: (Bucket) => new GetBucketNotificationConfigurationCommand({ Bucket }),
  isNothing: ({ EventBridgeConfiguration, ...lists }) =>
    EventBridgeConfiguration === undefined && Object.values(lists).every((list) => (list ?? []).length === 0),
  async put({ bucket, send }, document, before) {
    const { $metadata } = await send(
      new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration: asInput(document) }),
    );
    if (!isCeph($metadata.requestId)) return;
    const kept = new Set(idsOf(document));
    for (const id of idsOf(before)) {
      if (!kept.has(id)) await send(cephDelete(bucket, id));
    }
  },
  async remove({ bucket, send }) {
    try {
      await send(new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration: {} }));
    } catch (error) {
      if (!isCephRefusal(error)) throw error;
      await send(cephDelete(bucket));
    }
  },
});
