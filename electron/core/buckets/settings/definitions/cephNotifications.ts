import { PutBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';
import { AppError } from '../../../../../shared/errors.ts';

/** Ceph RGW's request IDs, as `tx00000b9eef10f046f273e-006b014ecd-100d-default`. */
export function isCeph(requestId: string | undefined): boolean {
  return /^tx[0-9a-f]{21}-[0-9a-f]{10}-[0-9a-f]+-/.test(requestId ?? '');
}

/** Ceph RGW 16 calls a configuration with nothing in it malformed. */
export function isCephRefusal(error: unknown): boolean {
  return error instanceof AppError && error.data.s3Code === 'MalformedXML' && isCeph(error.data.requestId);
}

/**
 * Takes one notification away, or all without an ID (https://docs.ceph.com/en/pacific/radosgw/s3/bucketops, "Delete
 * Notification"): RGW alone has a DELETE for them, and a PUT there only adds. Another server would take this for a DELETE
 * of the bucket.
 */
export function cephDelete(bucket: string, id = ''): PutBucketNotificationConfigurationCommand {
  const command = new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration: {} });
  command.middlewareStack.add(
    (next) => (args) => {
      const request = Object(args.request);
      const { 'content-type': _, 'content-length': __, ...headers } = Object(request.headers);
      const query = { notification: id };
      return next({ ...args, request: Object.assign(request, { method: 'DELETE', query, headers, body: undefined }) });
    },
    { step: 'build', priority: 'low', name: 'staveCephDelete', override: true },
  );
  return command;
}
