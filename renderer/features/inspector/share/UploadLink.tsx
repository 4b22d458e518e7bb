import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { curlPut, hasDotSegments } from '../../../../shared/presign.ts';
import { call } from '../../../api/client.ts';
import type { ShareTarget } from '../../../stores/dialog.ts';
import { ComboBox } from '../../../ui/ComboBox.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { HOUR, secondsOf } from './expiry.ts';
import { LifetimeField } from './LifetimeField.tsx';
import { Made, Warning } from './Made.tsx';
import { ShareForm } from './ShareForm.tsx';
import { EXACT_TYPES, isKey, isMediaType } from './uploadRules.ts';
import { useMade } from './useMade.ts';

/** A link that writes one object by PUT. */
export function UploadLink({ target }: { target: ShareTarget }) {
  const { t } = useTranslation();
  const [lifetime, setLifetime] = useState(HOUR);
  const [key, setKey] = useState(target.key);
  const [type, setType] = useState('');
  const { connectionId, bucket } = target;
  const expiresIn = secondsOf(lifetime);
  // A folder is where to upload to; the object in it must have a name.
  const keyIsRight = isKey(key) && !(target.isFolder && key.endsWith('/'));
  const isRight = keyIsRight && (type === '' || isMediaType(type));
  const input =
    isRight && expiresIn !== null
      ? { connectionId, bucket, key, expiresIn, ...(type === '' ? {} : { contentType: type }) }
      : null;
  const { made, error, isMaking, make } = useMade(input, (given) => call('objectAccess.presignPut', given));
  return (
    <ShareForm
      what={t('objectAccess.uploadWhat')}
      makeLabel={t('objectAccess.makeLink')}
      canMake={input !== null}
      isMaking={isMaking}
      error={error}
      onMake={make}
      made={
        made && (
          <Made
            made={made}
            variants={[
              { id: 'curl', text: curlPut(made.url, type === '' ? undefined : type) },
              { id: 'link', text: made.url },
            ]}
          >
            {hasDotSegments(made.url) && <Warning>{t('objectAccess.dotSegments')}</Warning>}
          </Made>
        )
      }
    >
      <LifetimeField value={lifetime} onChange={setLifetime} />
      <TextField
        label={t('objectAccess.key')}
        value={key}
        onChange={setKey}
        error={keyIsRight ? undefined : t('objectAccess.needKey')}
      />
      <ComboBox
        label={t('objectAccess.type')}
        value={type}
        onChange={setType}
        suggestions={EXACT_TYPES}
        description={t('objectAccess.putTypeHint')}
        error={type === '' || isMediaType(type) ? undefined : t('objectAccess.needType')}
      />
    </ShareForm>
  );
}
