import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { FormStack, Indented, Note } from '../../../ui/FormParts.tsx';
import { NumberField } from '../../../ui/NumberField.tsx';
import { RadioGroup } from '../../../ui/RadioGroup.tsx';
import { Select } from '../../../ui/Select.tsx';
import type { FormProps } from '../settingForm.ts';
import { useFieldProblems } from '../useFieldProblems.ts';
import { MODES, type RetentionForm, readRetention, UNITS, writeRetention } from './objectLockForm.ts';

const FIRST: RetentionForm = { mode: 'GOVERNANCE', length: 30, unit: 'Days' };

/** How long each new version is locked by itself. */
export function ObjectLockForm({ draft, onChange, server, problems, isDisabled }: FormProps<'objectLock'>) {
  const { t } = useTranslation();
  const errorAt = useFieldProblems(problems);
  const retention = readRetention(draft);
  const put = (next: RetentionForm | null) => {
    const isUndone = next === null && server === null;
    onChange(isUndone ? null : writeRetention(draft, next));
  };
  return (
    <FormStack>
      <Checkbox isSelected={retention !== null} onChange={(isOn) => put(isOn ? FIRST : null)} isDisabled={isDisabled}>
        {t('settings.objectLock.isOn')}
      </Checkbox>
      {retention && (
        <Indented>
          <RadioGroup
            label={t('settings.objectLock.mode')}
            value={retention.mode}
            onChange={(mode) => put({ ...retention, mode })}
            isDisabled={isDisabled}
            options={MODES.map((id) => ({
              id,
              label: t(`settings.objectLock.option.${id}`),
              description: t(`settings.objectLock.means.${id}`),
            }))}
          />
          <FieldRow>
            <NumberField
              label={t('settings.objectLock.length')}
              value={retention.length}
              onChange={(length) => put({ ...retention, length })}
              error={errorAt('Rule', 'DefaultRetention')}
              isDisabled={isDisabled}
            />
            <Select
              label={t('settings.objectLock.unit')}
              value={retention.unit}
              onChange={(unit) => put({ ...retention, unit })}
              options={UNITS.map((id) => ({ id, label: t(`settings.objectLock.unitName.${id}`) }))}
              isDisabled={isDisabled}
            />
          </FieldRow>
        </Indented>
      )}
      <Note>{t('settings.objectLock.note')}</Note>
    </FormStack>
  );
}
