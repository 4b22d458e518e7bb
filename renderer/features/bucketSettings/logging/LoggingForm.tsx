import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { FormStack, Indented, Note } from '../../../ui/FormParts.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { MoreInJson } from '../MoreInJson.tsx';
import type { FormProps } from '../settingForm.ts';
import { useFieldProblems } from '../useFieldProblems.ts';
import { hasMoreLogging, type LogTarget, readLogTarget, writeLogTarget } from './loggingForm.ts';

/** Whether requests are written down, and where. */
export function LoggingForm({ place, draft, onChange, server, problems, isDisabled }: FormProps<'logging'>) {
  const { t } = useTranslation();
  const errorAt = useFieldProblems(problems);
  const warningAt = useFieldProblems(problems, 'warning');
  const target = readLogTarget(draft);
  // Without a target there is no setting: that is how a server says it too.
  const put = (next: LogTarget | null) => onChange(next && writeLogTarget(draft, next));
  const first = readLogTarget(server) ?? { bucket: '', prefix: `${place.bucket}/` };
  return (
    <FormStack>
      <Checkbox isSelected={target !== null} onChange={(isOn) => put(isOn ? first : null)} isDisabled={isDisabled}>
        {t('settings.logging.isOn')}
      </Checkbox>
      {target && (
        <Indented>
          <FieldRow>
            <TextField
              label={t('settings.logging.bucket')}
              value={target.bucket}
              onChange={(bucket) => put({ ...target, bucket })}
              error={errorAt('LoggingEnabled', 'TargetBucket')}
              warning={warningAt('LoggingEnabled', 'TargetBucket')}
              isDisabled={isDisabled}
            />
            <TextField
              label={t('settings.logging.prefix')}
              value={target.prefix}
              onChange={(prefix) => put({ ...target, prefix })}
              error={errorAt('LoggingEnabled', 'TargetPrefix')}
              isDisabled={isDisabled}
            />
          </FieldRow>
          <Note>{t('settings.logging.note')}</Note>
        </Indented>
      )}
      {hasMoreLogging(draft) && <MoreInJson />}
    </FormStack>
  );
}
