import { useTranslation } from 'react-i18next';
import { bucketArn } from '../../../../shared/policy/arns.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { ConfigurationCard } from '../ConfigurationCard.tsx';
import type { ConfigurationCardProps } from '../ConfigurationList.tsx';
import type { ProblemAt } from '../useFieldProblems.ts';
import { type Analysis, type AnalysisForm, hasMore, readAnalysis, writeAnalysis } from './analyticsForm.ts';

/** One analysis: of what, and where the findings are written. */
export function AnalysisCard({ item, onChange, onRemove, errorAt, isDisabled }: ConfigurationCardProps<Analysis>) {
  const { t } = useTranslation();
  const form = readAnalysis(item);
  const { target } = form;
  const change = (part: Partial<AnalysisForm>) => onChange(writeAnalysis(item, { ...form, ...part }));
  const errorAtTarget: ProblemAt = (...path) =>
    errorAt('StorageClassAnalysis', 'DataExport', 'Destination', 'S3BucketDestination', ...path);
  return (
    <ConfigurationCard
      form={form}
      onChange={change}
      onRemove={onRemove}
      errorAt={errorAt}
      isDisabled={isDisabled}
      prefixHint={t('settings.form.prefixHint')}
      hasMore={hasMore(item)}
    >
      <Checkbox
        isSelected={target !== null}
        onChange={(isOn) => change({ target: isOn ? { bucket: bucketArn(''), folder: '' } : null })}
        isDisabled={isDisabled}
      >
        {t('settings.analytics.writes')}
      </Checkbox>
      {target && (
        <FieldRow>
          <TextField
            label={t('settings.form.bucketArn')}
            value={target.bucket}
            onChange={(bucket) => change({ target: { ...target, bucket } })}
            error={errorAtTarget('Bucket')}
            isDisabled={isDisabled}
          />
          <TextField
            label={t('settings.form.folder')}
            value={target.folder}
            onChange={(folder) => change({ target: { ...target, folder } })}
            error={errorAtTarget('Prefix')}
            isDisabled={isDisabled}
          />
        </FieldRow>
      )}
    </ConfigurationCard>
  );
}
