import { useTranslation } from 'react-i18next';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { NumberField } from '../../../ui/NumberField.tsx';
import { ProblemLine } from '../../../ui/ProblemLine.tsx';
import { ConfigurationCard } from '../ConfigurationCard.tsx';
import type { ConfigurationCardProps } from '../ConfigurationList.tsx';
import { hasMoreThanPrefix } from '../filterPrefix.ts';
import { readTiering, type Tiering, type TieringForm, writeTiering } from './tieringForm.ts';

/** One configuration: which objects go to which archive tier, and when. */
export function TieringCard({ item, onChange, onRemove, errorAt, isDisabled }: ConfigurationCardProps<Tiering>) {
  const { t } = useTranslation();
  const form = readTiering(item);
  const change = (part: Partial<TieringForm>) => onChange(writeTiering(item, { ...form, ...part }));
  const errorOf = (tier: Tiering['Tierings'][number]['AccessTier']) => {
    const index = item.Tierings.findIndex((one) => one.AccessTier === tier);
    return index === -1 ? undefined : errorAt('Tierings', index);
  };
  return (
    <ConfigurationCard
      form={form}
      onChange={change}
      onRemove={onRemove}
      errorAt={errorAt}
      isDisabled={isDisabled}
      prefixHint={t('settings.form.prefixHint')}
      hasMore={hasMoreThanPrefix(item.Filter)}
    >
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
    </ConfigurationCard>
  );
}
