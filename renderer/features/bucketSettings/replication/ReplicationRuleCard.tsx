import { useTranslation } from 'react-i18next';
import { STORAGE_CLASSES } from '../../../../shared/lifecycle/storageClasses.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { ItemCard } from '../../../ui/ItemCard.tsx';
import { NumberField } from '../../../ui/NumberField.tsx';
import { Select } from '../../../ui/Select.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { MoreInJson } from '../MoreInJson.tsx';
import type { ProblemAt } from '../useFieldProblems.ts';
import { hasMore, type ReplicationRule, type ReplicationRuleForm, readRule, writeRule } from './replicationForm.ts';

export type ReplicationRuleCardProps = {
  rule: ReplicationRule;
  number: number;
  onChange: (rule: ReplicationRule) => void;
  onRemove: () => void;
  /** For places below the rule. */
  errorAt: ProblemAt;
  isDisabled: boolean;
};

/** One rule: which objects are copied where, and as what. */
export function ReplicationRuleCard(props: ReplicationRuleCardProps) {
  const { rule, number, onChange, onRemove, errorAt, isDisabled } = props;
  const { t } = useTranslation();
  const form = readRule(rule);
  const change = (part: Partial<ReplicationRuleForm>) => onChange(writeRule(rule, { ...form, ...part }));
  const name = rule.ID || t('settings.form.rule', { number });
  const classes = ['', ...new Set([...STORAGE_CLASSES, form.storageClass].filter((one) => one !== ''))];
  return (
    <ItemCard
      title={name}
      actions={
        <Switch
          label={t('settings.form.isOn', { name })}
          isSelected={form.isOn}
          onChange={(isOn) => change({ isOn })}
          isDisabled={isDisabled}
        />
      }
      removeLabel={t('settings.form.remove', { name })}
      onRemove={onRemove}
      isDisabled={isDisabled}
    >
      <TextField
        label={t('settings.form.bucketArn')}
        value={form.bucket}
        onChange={(bucket) => change({ bucket })}
        error={errorAt('Destination', 'Bucket')}
        isDisabled={isDisabled}
      />
      <FieldRow>
        <TextField
          label={t('settings.form.prefix')}
          value={form.prefix}
          onChange={(prefix) => change({ prefix })}
          description={t('settings.form.prefixHint')}
          error={errorAt('Prefix') ?? errorAt('Filter')}
          isDisabled={isDisabled}
        />
        <Select
          label={t('settings.replication.storageClass')}
          value={form.storageClass}
          onChange={(storageClass) => change({ storageClass })}
          options={classes.map((id) => ({ id, label: id || t('settings.replication.sameClass') }))}
          isDisabled={isDisabled}
        />
        <NumberField
          label={t('settings.replication.priority')}
          value={form.priority}
          onChange={(priority) => change({ priority })}
          description={t('settings.replication.priorityHint')}
          error={errorAt('Priority')}
          isDisabled={isDisabled}
        />
      </FieldRow>
      <Checkbox
        isSelected={form.copiesMarkers}
        onChange={(copiesMarkers) => change({ copiesMarkers })}
        description={t('settings.replication.markersHint')}
        isDisabled={isDisabled}
      >
        {t('settings.replication.markers')}
      </Checkbox>
      {hasMore(rule) && <MoreInJson />}
    </ItemCard>
  );
}
