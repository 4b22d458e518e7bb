import type { EncryptionDocument } from '../../../../shared/settings/documents/data.ts';
import { flagAfter, textAfter, withProperty } from '../property.ts';

export const ALGORITHMS = ['AES256', 'aws:kms', 'aws:kms:dsse'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** The parts of the keys of their words: a key has no colon in it. */
export const WORDS = { AES256: 's3', 'aws:kms': 'kms', 'aws:kms:dsse': 'dsse' } as const;

export type EncryptionForm = {
  /** A server may have one of its own; null: none is set. */
  algorithm: string | null;
  /** '' for the provider's own key. */
  keyId: string;
  hasBucketKey: boolean;
};

type Rule = EncryptionDocument['Rules'][number];

export function isKnown(algorithm: string | null): algorithm is Algorithm {
  return ALGORITHMS.some((one) => one === algorithm);
}

/** S3 takes one rule; others a server may have are left as they are. */
export function readEncryption(document: EncryptionDocument | null): EncryptionForm {
  const rule = document?.Rules[0];
  const how = rule?.ApplyServerSideEncryptionByDefault;
  return {
    algorithm: how?.SSEAlgorithm ?? null,
    keyId: how?.KMSMasterKeyID ?? '',
    hasBucketKey: rule?.BucketKeyEnabled ?? false,
  };
}

function writeRule(rule: Rule, { algorithm, keyId, hasBucketKey }: EncryptionForm): Rule {
  const before = rule.ApplyServerSideEncryptionByDefault;
  const how =
    algorithm === null
      ? undefined
      : withProperty(
          { ...before, SSEAlgorithm: algorithm },
          'KMSMasterKeyID',
          textAfter(before?.KMSMasterKeyID, keyId),
        );
  const encrypted = withProperty(rule, 'ApplyServerSideEncryptionByDefault', how);
  return withProperty(encrypted, 'BucketKeyEnabled', flagAfter(rule.BucketKeyEnabled, hasBucketKey));
}

export function writeEncryption(document: EncryptionDocument | null, form: EncryptionForm): EncryptionDocument {
  const [rule = {}, ...others] = document?.Rules ?? [];
  return { ...document, Rules: [writeRule(rule, form), ...others] };
}

/** With another algorithm: a key goes with KMS only, a bucket key with single encryption by KMS only. */
export function withAlgorithm(form: EncryptionForm, algorithm: Algorithm): EncryptionForm {
  return {
    algorithm,
    keyId: algorithm === 'AES256' ? '' : form.keyId,
    hasBucketKey: algorithm === 'aws:kms' && form.hasBucketKey,
  };
}
