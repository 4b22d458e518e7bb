import { useTranslation } from 'react-i18next';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { ItemCard } from '../../../ui/ItemCard.tsx';
import { Select } from '../../../ui/Select.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { TokenField } from '../../../ui/TokenField.tsx';
import { MoreInJson } from '../FormParts.tsx';
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

export type InventoryCardProps = {
  item: Inventory;
  onChange: (item: Inventory) => void;
  onRemove: () => void;
  /** For places below the configuration. */
  errorAt: ProblemAt;
  isDisabled: boolean;
};

const SUGGESTIONS = FIELDS.map((id) => ({ id, label: id }));

/** One inventory: what is listed, how often, and where the lists go. */
export function InventoryCard({ item, onChange, onRemove, errorAt, isDisabled }: InventoryCardProps) {
  const { t } = useTranslation();
  const form = readInventory(item);
  const change = (part: Partial<InventoryForm>) => onChange(writeInventory(item, { ...form, ...part }));
  const errorAtTarget: ProblemAt = (...path) => errorAt('Destination', 'S3BucketDestination', ...path);
  const name = form.id || t('settings.form.unnamed');
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
          error={errorAt('Filter')}
          isDisabled={isDisabled}
        />
      </FieldRow>
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
      {hasMore(item) && <MoreInJson />}
    </ItemCard>
  );
}
