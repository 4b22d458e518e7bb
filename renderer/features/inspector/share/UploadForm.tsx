import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PresignedForm } from '../../../../shared/contract/objectAccess.ts';
import { curlForm, type FormLimits, htmlForm, isBrokenByForms } from '../../../../shared/presign.ts';
import { call } from '../../../api/client.ts';
import type { ShareTarget } from '../../../stores/dialog.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { ComboBox } from '../../../ui/ComboBox.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { AmountField } from './AmountField.tsx';
import { SIZE_UNITS } from './amount.ts';
import { HOUR, secondsOf } from './expiry.ts';
import { LifetimeField } from './LifetimeField.tsx';
import { Made, Warning } from './Made.tsx';
import styles from './Share.module.css';
import { ShareForm } from './ShareForm.tsx';
import { FORM_TYPES, isKey, isPrefix, sizeProblem, typeLimit } from './uploadRules.ts';
import { useMade } from './useMade.ts';

function MadeForm({ made, type, isBroken }: { made: PresignedForm; type: FormLimits['type']; isBroken: boolean }) {
  const { t } = useTranslation();
  const { url, fields } = made;
  const form = { url, fields, type };
  return (
    <Made
      made={made}
      variants={[
        { id: 'html', text: htmlForm(form) },
        { id: 'curl', text: curlForm(form) },
        { id: 'fields', text: JSON.stringify({ url, fields }, null, 2) },
      ]}
    >
      {isBroken && <Warning>{t('objectAccess.brokenByForms')}</Warning>}
    </Made>
  );
}

const DEFAULT_MAX = 100e6;

/** A form by which others upload from a page, within limits that the server keeps (POST). */
export function UploadForm({ target }: { target: ShareTarget }) {
  const { t } = useTranslation();
  const [lifetime, setLifetime] = useState(HOUR);
  const [key, setKey] = useState(target.key);
  const [namedByFile, setNamedByFile] = useState(target.isFolder);
  const [min, setMin] = useState<number | null>(1);
  const [max, setMax] = useState<number | null>(DEFAULT_MAX);
  const [typed, setTyped] = useState('');
  const { connectionId, bucket } = target;
  const expiresIn = secondsOf(lifetime);
  const keyIsRight = namedByFile ? isPrefix(key) : isKey(key);
  const type = typeLimit(typed);
  const problem = sizeProblem(min, max);
  const isRight = keyIsRight && type !== null && problem === null && min !== null && max !== null;
  const input =
    isRight && expiresIn !== null
      ? { connectionId, bucket, key, namedByFile, expiresIn, size: { min, max }, ...(type && { type }) }
      : null;
  const { made, error, isMaking, make } = useMade(input, (given) => call('objectAccess.presignPost', given));
  return (
    <ShareForm
      what={t('objectAccess.formWhat')}
      makeLabel={t('objectAccess.makeForm')}
      canMake={input !== null}
      isMaking={isMaking}
      error={error}
      onMake={make}
      made={made && <MadeForm made={made} type={type ?? undefined} isBroken={isBrokenByForms(key)} />}
    >
      <LifetimeField value={lifetime} onChange={setLifetime} />
      <TextField
        label={t(namedByFile ? 'objectAccess.keyStart' : 'objectAccess.key')}
        value={key}
        onChange={setKey}
        error={keyIsRight ? undefined : t('objectAccess.needKey')}
      />
      <Checkbox isSelected={namedByFile} onChange={setNamedByFile}>
        {t('objectAccess.namedByFile')}
      </Checkbox>
      <div className={styles.pair}>
        <AmountField
          label={t('objectAccess.min')}
          value={min}
          onChange={setMin}
          units={SIZE_UNITS}
          preferred="B"
          error={problem === 'crossed' ? t('objectAccess.sizesCrossed') : undefined}
        />
        <AmountField
          label={t('objectAccess.max')}
          value={max}
          onChange={setMax}
          units={SIZE_UNITS}
          preferred="MB"
          error={problem === 'too-large' ? t('objectAccess.sizeTooLarge') : undefined}
        />
      </div>
      <ComboBox
        label={t('objectAccess.type')}
        value={typed}
        onChange={setTyped}
        suggestions={FORM_TYPES}
        description={t('objectAccess.formTypeHint')}
        error={type === null ? t('objectAccess.needType') : undefined}
      />
    </ShareForm>
  );
}
