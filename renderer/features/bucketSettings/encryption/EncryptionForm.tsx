import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { FormStack, Note } from '../../../ui/FormParts.tsx';
import { RadioGroup } from '../../../ui/RadioGroup.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { MoreInJson } from '../MoreInJson.tsx';
import { hasOthers } from '../property.ts';
import type { FormProps } from '../settingForm.ts';
import { useFieldProblems } from '../useFieldProblems.ts';
import {
  ALGORITHMS,
  type EncryptionForm as Form,
  isKnown,
  readEncryption,
  WORDS,
  withAlgorithm,
  writeEncryption,
} from './encryptionForm.ts';

/** How new objects are encrypted. */
export function EncryptionForm({ draft, onChange, problems, isDisabled }: FormProps<'encryption'>) {
  const { t } = useTranslation();
  const errorAt = useFieldProblems(problems);
  const form = readEncryption(draft);
  const { algorithm } = form;
  const put = (next: Form) => onChange(writeEncryption(draft, next));
  const [rule, ...others] = draft?.Rules ?? [];
  const hasMore = others.length > 0 || hasOthers(rule, ['ApplyServerSideEncryptionByDefault', 'BucketKeyEnabled']);
  return (
    <FormStack>
      <RadioGroup
        label={t('settings.encryption.label')}
        value={isKnown(algorithm) ? algorithm : null}
        onChange={(chosen) => put(withAlgorithm(form, chosen))}
        isDisabled={isDisabled}
        options={ALGORITHMS.map((id) => ({
          id,
          label: t(`settings.encryption.option.${WORDS[id]}`),
          description: t(`settings.encryption.means.${WORDS[id]}`),
        }))}
      />
      {algorithm !== null && !isKnown(algorithm) && <Note>{t('settings.encryption.other', { algorithm })}</Note>}
      {algorithm !== null && algorithm !== 'AES256' && (
        <TextField
          label={t('settings.encryption.key')}
          value={form.keyId}
          onChange={(keyId) => put({ ...form, keyId })}
          description={t('settings.encryption.keyHint')}
          error={errorAt('Rules', 0, 'ApplyServerSideEncryptionByDefault', 'KMSMasterKeyID')}
          isDisabled={isDisabled}
        />
      )}
      {algorithm === 'aws:kms' && (
        <Checkbox
          isSelected={form.hasBucketKey}
          onChange={(hasBucketKey) => put({ ...form, hasBucketKey })}
          description={t('settings.encryption.bucketKeyHint')}
          isDisabled={isDisabled}
        >
          {t('settings.encryption.bucketKey')}
        </Checkbox>
      )}
      {hasMore && <MoreInJson />}
    </FormStack>
  );
}
