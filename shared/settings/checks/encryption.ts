import type { Check } from '../checks.ts';
import { wrong } from './found.ts';

/** A key is allowed only where the algorithm is a KMS one (S3 API Reference, ServerSideEncryptionByDefault). */
export const checkEncryption: Check<'encryption'> = ({ Rules }) =>
  Rules.flatMap(({ ApplyServerSideEncryptionByDefault: how }, index) =>
    how?.KMSMasterKeyID && !how.SSEAlgorithm.startsWith('aws:kms')
      ? [wrong('key-without-kms', ['Rules', index, 'ApplyServerSideEncryptionByDefault', 'KMSMasterKeyID'])]
      : [],
  );
