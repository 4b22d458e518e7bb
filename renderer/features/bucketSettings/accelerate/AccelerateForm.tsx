import { useTranslation } from 'react-i18next';
import { FormStack } from '../../../ui/FormParts.tsx';
import { ProblemLine } from '../../../ui/ProblemLine.tsx';
import { RadioGroup } from '../../../ui/RadioGroup.tsx';
import type { FormProps } from '../settingForm.ts';
import { useFieldProblems } from '../useFieldProblems.ts';
import { accelerationChoices, readAcceleration, writeAcceleration } from './accelerateForm.ts';

/** Whether the bucket can be reached through the provider's nearest entrance. */
export function AccelerateForm({ draft, onChange, server, problems, isDisabled }: FormProps<'accelerate'>) {
  const { t } = useTranslation();
  const error = useFieldProblems(problems)('Status');
  return (
    <FormStack>
      <RadioGroup
        label={t('settings.accelerate.label')}
        value={readAcceleration(draft)}
        onChange={(state) => onChange(state === 'never' ? server : writeAcceleration(draft, state))}
        isDisabled={isDisabled}
        options={accelerationChoices(server).map((id) => ({
          id,
          label: t(`settings.accelerate.option.${id}`),
          description: t(`settings.accelerate.means.${id}`),
        }))}
      />
      {error && <ProblemLine severity="error" text={error} />}
    </FormStack>
  );
}
