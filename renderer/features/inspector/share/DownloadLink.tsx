import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { baseName } from '../../../../shared/key.ts';
import { curlGet, hasDotSegments } from '../../../../shared/presign.ts';
import { call } from '../../../api/client.ts';
import type { ShareTarget } from '../../../stores/dialog.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { HOUR, secondsOf } from './expiry.ts';
import { LifetimeField } from './LifetimeField.tsx';
import { Made, Warning } from './Made.tsx';
import { ShareForm } from './ShareForm.tsx';
import { useMade } from './useMade.ts';

/** A link that reads the object, or one version of it. */
export function DownloadLink({ target }: { target: ShareTarget }) {
  const { t } = useTranslation();
  const [lifetime, setLifetime] = useState(HOUR);
  const [fileName, setFileName] = useState('');
  const [inline, setInline] = useState(false);
  const { connectionId, bucket, key, versionId } = target;
  const expiresIn = secondsOf(lifetime);
  const input = expiresIn && {
    ...{ connectionId, bucket, key, expiresIn, inline },
    ...(versionId === undefined ? {} : { versionId }),
    ...(fileName === '' ? {} : { fileName }),
  };
  const { made, error, isMaking, make } = useMade(input || null, (given) => call('objectAccess.presignGet', given));
  return (
    <ShareForm
      what={t(versionId === undefined ? 'objectAccess.downloadWhat' : 'objectAccess.downloadVersionWhat')}
      makeLabel={t('objectAccess.makeLink')}
      canMake={expiresIn !== null}
      isMaking={isMaking}
      error={error}
      onMake={make}
      made={
        made && (
          <Made
            made={made}
            variants={[
              { id: 'link', text: made.url },
              { id: 'curl', text: curlGet(made.url) },
            ]}
          >
            {hasDotSegments(made.url) && <Warning>{t('objectAccess.dotSegments')}</Warning>}
          </Made>
        )
      }
    >
      <LifetimeField value={lifetime} onChange={setLifetime} />
      <TextField
        label={t('objectAccess.fileName')}
        value={fileName}
        onChange={setFileName}
        placeholder={baseName(key)}
        error={fileName.length > 255 ? t('objectAccess.nameTooLong') : undefined}
      />
      <Checkbox isSelected={inline} onChange={setInline}>
        {t('objectAccess.inline')}
      </Checkbox>
    </ShareForm>
  );
}
