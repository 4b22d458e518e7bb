import type { TFunction } from 'i18next';
import type { EncryptionDocument } from '../../../../shared/settings/documents/data.ts';
import { sameDocument } from '../../../../shared/settings/sameDocument.ts';
import { sentencesAndRest } from '../sentencesAndRest.ts';
import { type EncryptionForm, isKnown, readEncryption, WORDS, writeEncryption } from './encryptionForm.ts';

/** How new objects will be encrypted, where that changes. */
export function encryptionChanges(
  t: TFunction,
  before: EncryptionDocument | null,
  after: EncryptionDocument | null,
): string[] {
  const form = readEncryption(after);
  if (after === null || form.algorithm === null) return [t('settings.encryption.removed')];
  const isSame = before !== null && sameDocument(readEncryption(before), form);
  const told = writeEncryption(before, form);
  return sentencesAndRest(t, isSame ? [] : sentences(t, form, form.algorithm), { before, told, after });
}

function sentences(t: TFunction, { keyId, hasBucketKey }: EncryptionForm, algorithm: string): string[] {
  const name = isKnown(algorithm) ? t(`settings.encryption.option.${WORDS[algorithm]}`) : algorithm;
  return [
    keyId
      ? t('settings.encryption.effectWithKey', { algorithm: name, key: keyId })
      : t('settings.encryption.effect', { algorithm: name }),
    ...(hasBucketKey ? [t('settings.encryption.effectBucketKey')] : []),
    t('settings.encryption.stays'),
  ];
}
