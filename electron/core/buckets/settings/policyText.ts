import type { PolicyDocument } from '../../../../shared/settings/documents/policy.ts';
import { callError } from '../../s3/errors.ts';

/** The policy that a server answered with. Throws `not-s3` when its text is no JSON document. */
export function policyOf(text: string, bucket: string): PolicyDocument {
  const place = { host: '', operation: 'GetBucketPolicy', bucket };
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw callError('not-s3', 'the policy that the server has is no JSON', place);
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw callError('not-s3', 'the policy that the server has is no JSON document', place);
  }
  // A server may keep what breaks the grammar; it is shown as it is.
  return document as PolicyDocument;
}
