import { inCopyOrder } from './copySettings.ts';
import { isWritable, SETTING_IDS, type SettingDocument, type SettingId, type WritableSettingId } from './documents.ts';

/** The documents that are set in a bucket. */
export type SetDocuments = { [S in SettingId]?: SettingDocument<S> };

/** The documents by their settings, as one JSON text. */
export function exportJson(bucket: string, documents: SetDocuments): string {
  return `${JSON.stringify({ bucket, settings: documents }, null, 2)}\n`;
}

/** A text as one word of a POSIX shell. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The aws-cli's command of `aws s3api` for a setting, and the option that takes its document. */
const COMMANDS = {
  versioning: ['put-bucket-versioning', 'versioning-configuration'],
  lifecycle: ['put-bucket-lifecycle-configuration', 'lifecycle-configuration'],
  objectLock: ['put-object-lock-configuration', 'object-lock-configuration'],
  encryption: ['put-bucket-encryption', 'server-side-encryption-configuration'],
  replication: ['put-bucket-replication', 'replication-configuration'],
  intelligentTiering: ['put-bucket-intelligent-tiering-configuration', 'intelligent-tiering-configuration'],
  tags: ['put-bucket-tagging', 'tagging'],
  policy: ['put-bucket-policy', 'policy'],
  publicAccessBlock: ['put-public-access-block', 'public-access-block-configuration'],
  ownership: ['put-bucket-ownership-controls', 'ownership-controls'],
  acl: ['put-bucket-acl', 'access-control-policy'],
  cors: ['put-bucket-cors', 'cors-configuration'],
  website: ['put-bucket-website', 'website-configuration'],
  logging: ['put-bucket-logging', 'bucket-logging-status'],
  notifications: ['put-bucket-notification-configuration', 'notification-configuration'],
  requestPayment: ['put-bucket-request-payment', 'request-payment-configuration'],
  accelerate: ['put-bucket-accelerate-configuration', 'accelerate-configuration'],
  inventory: ['put-bucket-inventory-configuration', 'inventory-configuration'],
  analytics: ['put-bucket-analytics-configuration', 'analytics-configuration'],
  metrics: ['put-bucket-metrics-configuration', 'metrics-configuration'],
} as const satisfies Record<WritableSettingId, readonly [command: string, option: string]>;

/** The options that carry a document, one list a call: settings of which a bucket has many take a call for each Id. */
function optionsOf(setting: WritableSettingId, document: object): [name: string, value: string][][] {
  const option = COMMANDS[setting][1];
  const [items] = Object.values(document);
  const isIdList = ['inventory', 'analytics', 'metrics', 'intelligentTiering'].includes(setting);
  if (isIdList && Array.isArray(items)) {
    return items.map((item: { Id: string }) => [
      ['id', item.Id],
      [option, JSON.stringify(item)],
    ]);
  }
  if (setting === 'lifecycle' && 'TransitionDefaultMinimumObjectSize' in document) {
    // A header of its own, outside the document (S3 API Reference, PutBucketLifecycleConfiguration).
    const { TransitionDefaultMinimumObjectSize: least, ...rules } = document;
    return [
      [
        [option, JSON.stringify(rules)],
        ['transition-default-minimum-object-size', String(least)],
      ],
    ];
  }
  return [[[option, JSON.stringify(document)]]];
}

/**
 * The `aws s3api` commands that would set these settings, for a POSIX shell, one a line, in the order in which they need
 * each other. `endpoint` is '' for Amazon's
 * own. Credentials are not in them: the aws-cli takes its own.
 */
export function exportCli(
  place: { bucket: string; endpoint: string; region: string },
  documents: SetDocuments,
): string {
  const server = [
    ...(place.endpoint === '' ? [] : ['--endpoint-url', place.endpoint]),
    ...(place.region === '' ? [] : ['--region', place.region]),
  ];
  const lines = inCopyOrder(SETTING_IDS.filter(isWritable)).flatMap((setting) => {
    const document = documents[setting];
    if (document === undefined) return [];
    return optionsOf(setting, document).map((options) => {
      const words = options.flatMap(([name, value]) => [`--${name}`, value]);
      return ['aws', 's3api', COMMANDS[setting][0], '--bucket', place.bucket, ...words, ...server]
        .map(shellWord)
        .join(' ');
    });
  });
  return lines.map((line) => `${line}\n`).join('');
}
