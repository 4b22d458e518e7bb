import { DeleteBucketPolicyCommand, GetBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { checkDocument } from '../../../../../shared/settings/checkDocument.ts';
import type { SettingDefinition } from '../definition.ts';
import { policyOf } from '../policyText.ts';

/** The one setting that is JSON. */
export const policy: SettingDefinition<'policy'> = {
  expects: { json: true, empty: 'unsupported' },
  notSet: ['NoSuchBucketPolicy'],
  async read({ bucket, send }) {
    const { Policy } = await send(new GetBucketPolicyCommand({ Bucket: bucket }));
    return policyOf(Policy ?? '', bucket);
  },
  foreign(text) {
    // Whether the policy is a good one is not asked here.
    const { problems } = checkDocument('policy', JSON.parse(text), { bucket: '' });
    return problems.flatMap(({ code, values }) => (code === 'unknown-name' ? String(values?.names).split(', ') : []));
  },
  put: ({ bucket, send }, document) =>
    send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify(document) })),
  remove: ({ bucket, send }) => send(new DeleteBucketPolicyCommand({ Bucket: bucket })),
};
