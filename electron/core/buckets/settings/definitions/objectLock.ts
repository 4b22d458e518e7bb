import {
  GetObjectLockConfiguration$,
  GetObjectLockConfigurationCommand,
  PutObjectLockConfigurationCommand,
} from '@aws-sdk/client-s3';
import { xmlSetting } from './xmlSetting.ts';

/** Once on it stays on; what can be taken away is the rule for new objects, by a configuration without one. */
export const objectLock = xmlSetting('objectLock', {
  root: 'ObjectLockConfiguration',
  notSet: ['ObjectLockConfigurationNotFoundError', 'NoSuchObjectLockConfiguration'],
  operation: GetObjectLockConfiguration$,
  get: (Bucket) => new GetObjectLockConfigurationCommand({ Bucket }),
  from: (output) => output.ObjectLockConfiguration,
  isNothing: ({ ObjectLockEnabled }) => ObjectLockEnabled === undefined,
  put: ({ bucket, send }, ObjectLockConfiguration) =>
    send(new PutObjectLockConfigurationCommand({ Bucket: bucket, ObjectLockConfiguration })),
  bare: { ObjectLockEnabled: 'Enabled' },
});
