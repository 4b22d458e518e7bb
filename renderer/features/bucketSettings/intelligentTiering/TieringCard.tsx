import { useTranslation } from 'react-i18next';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { ItemCard } from '../../../ui/ItemCard.tsx';
import { NumberField } from '../../../ui/NumberField.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { MoreInJson } from '../FormParts.tsx';
import { hasMoreThanPrefix } from '../filterPrefix.ts';
import { ProblemLine } from '../ProblemLine.tsx';
import type { ProblemAt } from '../useFieldProblems.ts';
import { readTiering, type Tiering, type TieringForm, writeTiering } from './tieringForm.ts';

export type TieringCardProps = {
  item: Tiering;
  onChange: (item: Tiering) => void;
  onRemove: () => void;
  /** For places below the configuration. */
  errorAt: ProblemAt;
  isDisabled: boolean;
};

/** One configuration: which objects go to which archive tier, and when. */
export function TieringCard({ item, onChange, onRemove, errorAt, isDisabled }: TieringCardProps) {
  const { t } = useTranslation();
  const form = readTiering(item);
  const change = (part: Partial<TieringForm>) => onChange(writeTiering(item, { ...form, ...part }));
  const name = form.id || t('settings.form.unnamed');
  const errorOf = (tier: Tiering['Tierings'][number]['AccessTier']) => {
    const index = item.Tierings.findIndex((one) => one.AccessTier === tier);
    return index === -1 ? undefined : errorAt('Tierings', index);
  };
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
          description={t('settings.form.prefixHint')}
          error={errorAt('Filter')}
          isDisabled={isDisabled}
        />
      </FieldRow>
      <FieldRow>
        <NumberField
          label={t('settings.intelligentTiering.archive')}
          value={form.archive}
          onChange={(archive) => change({ archive })}
          description={t('settings.intelligentTiering.archiveHint')}
          error={errorOf('ARCHIVE_ACCESS')}
          isDisabled={isDisabled}
        />
        <NumberField
          label={t('settings.intelligentTiering.deepArchive')}
          value={form.deepArchive}
          onChange={(deepArchive) => change({ deepArchive })}
          description={t('settings.intelligentTiering.deepArchiveHint')}
          error={errorOf('DEEP_ARCHIVE_ACCESS')}
          isDisabled={isDisabled}
        />
      </FieldRow>
      {item.Tierings.length === 0 && <ProblemLine severity="error" text={t('settings.intelligentTiering.noTier')} />}
      {hasMoreThanPrefix(item.Filter) && <MoreInJson />}
    </ItemCard>
  );
}
