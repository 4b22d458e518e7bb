import { useTranslation } from 'react-i18next';
import { bucketArn } from '../../../../shared/policy/arns.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { ItemCard } from '../../../ui/ItemCard.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { MoreInJson } from '../FormParts.tsx';
import type { ProblemAt } from '../useFieldProblems.ts';
import { type Analysis, type AnalysisForm, hasMore, readAnalysis, writeAnalysis } from './analyticsForm.ts';

export type AnalysisCardProps = {
  item: Analysis;
  onChange: (item: Analysis) => void;
  onRemove: () => void;
  /** For places below the configuration. */
  errorAt: ProblemAt;
  isDisabled: boolean;
};

/** One analysis: of what, and where the findings are written. */
export function AnalysisCard({ item, onChange, onRemove, errorAt, isDisabled }: AnalysisCardProps) {
  const { t } = useTranslation();
  const form = readAnalysis(item);
  const { target } = form;
  const name = form.id || t('settings.form.unnamed');
  const change = (part: Partial<AnalysisForm>) => onChange(writeAnalysis(item, { ...form, ...part }));
  const errorAtTarget: ProblemAt = (...path) =>
    errorAt('StorageClassAnalysis', 'DataExport', 'Destination', 'S3BucketDestination', ...path);
  return (
    <ItemCard
      title={name}
      removeLabel={t('settings.form.remove', { name })}
      onRemove={onRemove}
      isDisabled={isDisabled}
    >
      <FieldRow>
        <TextField
          label={t('settings.form.id')}
          value={form.id}
          onChange={(id) => change({ id })}
          error={errorAt('Id')}
          isDisabled={isDisabled}
        />
        <TextField
          label={t('settings.form.prefix')}
          value={form.prefix}
          onChange={(prefix) => change({ prefix })}
          description={t('settings.form.prefixHint')}
          error={errorAt('Filter')}
          isDisabled={isDisabled}
        />
      </FieldRow>
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
      {hasMore(item) && <MoreInJson />}
    </ItemCard>
  );
}
