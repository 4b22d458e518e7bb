import { useTranslation } from 'react-i18next';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { TokenField } from '../../../ui/TokenField.tsx';
import { ConfigurationCard } from '../ConfigurationCard.tsx';
import type { ConfigurationCardProps } from '../ConfigurationList.tsx';
import type { ProblemAt } from '../useFieldProblems.ts';
import {
  FIELDS,
  FORMATS,
  FREQUENCIES,
  hasMore,
  type Inventory,
  type InventoryForm,
  readInventory,
  VERSIONS,
  writeInventory,
} from './inventoryForm.ts';

const SUGGESTIONS = FIELDS.map((id) => ({ id, label: id }));

/** One inventory: what is listed, how often, and where the lists go. */
export function InventoryCard({ item, onChange, onRemove, errorAt, isDisabled }: ConfigurationCardProps<Inventory>) {
  const { t } = useTranslation();
  const form = readInventory(item);
  const change = (part: Partial<InventoryForm>) => onChange(writeInventory(item, { ...form, ...part }));
  const errorAtTarget: ProblemAt = (...path) => errorAt('Destination', 'S3BucketDestination', ...path);
  return (
    <ConfigurationCard
      form={form}
      onChange={change}
      onRemove={onRemove}
      errorAt={errorAt}
      isDisabled={isDisabled}
      hasMore={hasMore(item)}
    >
      <FieldRow>
        <TextField
          label={t('settings.form.bucketArn')}
          value={form.bucket}
          onChange={(bucket) => change({ bucket })}
          error={errorAtTarget('Bucket')}
          isDisabled={isDisabled}
        />
        <TextField
          label={t('settings.form.folder')}
          value={form.folder}
          onChange={(folder) => change({ folder })}
          error={errorAtTarget('Prefix')}
          isDisabled={isDisabled}
        />
      </FieldRow>
      <FieldRow>
        <Select
          label={t('settings.inventory.versions')}
          value={form.versions}
          onChange={(versions) => change({ versions })}
          options={VERSIONS.map((id) => ({ id, label: t(`settings.inventory.versionsName.${id}`) }))}
          isDisabled={isDisabled}
        />
        <Select
          label={t('settings.inventory.frequency')}
          value={form.frequency}
          onChange={(frequency) => change({ frequency })}
          options={FREQUENCIES.map((id) => ({ id, label: t(`settings.inventory.frequencyName.${id}`) }))}
          isDisabled={isDisabled}
        />
        <Select
          label={t('settings.inventory.format')}
          value={form.format}
          onChange={(format) => change({ format })}
          options={FORMATS.map((id) => ({ id, label: id }))}
          isDisabled={isDisabled}
        />
      </FieldRow>
      <TokenField
        label={t('settings.inventory.fields')}
        value={form.fields}
        onChange={(fields) => change({ fields })}
        suggestions={SUGGESTIONS}
        removeLabel={(field) => t('settings.form.remove', { name: field })}
        placeholder={t('settings.inventory.addField')}
        error={errorAt('OptionalFields')}
        isDisabled={isDisabled}
      />
    </ConfigurationCard>
  );
}
