import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldRow } from '../../ui/FieldRow.tsx';
import { ItemCard } from '../../ui/ItemCard.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { ConfigurationCardProps } from './ConfigurationList.tsx';
import { MoreInJson } from './MoreInJson.tsx';

/** What every configuration has; `isOn` only those that can be switched off. */
type Common = { id: string; prefix: string; isOn?: boolean };

/** The card of one of many configurations: its name, its switch, what part of the bucket it is about, and its own fields. */
export function ConfigurationCard({
  form,
  onChange,
  onRemove,
  errorAt,
  isDisabled,
  prefixHint,
  hasMore,
  children,
}: Pick<ConfigurationCardProps<unknown>, 'onRemove' | 'errorAt' | 'isDisabled'> & {
  form: Common;
  onChange: (part: Partial<Common>) => void;
  prefixHint?: string | undefined;
  /** The configuration says more than the form shows. */
  hasMore: boolean;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const name = form.id || t('settings.form.unnamed');
  return (
    <ItemCard
      title={name}
      actions={
        form.isOn !== undefined && (
          <Switch
            label={t('settings.form.isOn', { name })}
            isSelected={form.isOn}
            onChange={(isOn) => onChange({ isOn })}
            isDisabled={isDisabled}
          />
        )
      }
      removeLabel={t('settings.form.remove', { name })}
      onRemove={onRemove}
      isDisabled={isDisabled}
    >
      <FieldRow>
        <TextField
          label={t('settings.form.id')}
          value={form.id}
          onChange={(id) => onChange({ id })}
          error={errorAt('Id')}
          isDisabled={isDisabled}
        />
        <TextField
          label={t('settings.form.prefix')}
          value={form.prefix}
          onChange={(prefix) => onChange({ prefix })}
          description={prefixHint}
          error={errorAt('Filter')}
          isDisabled={isDisabled}
        />
      </FieldRow>
      {children}
      {hasMore && <MoreInJson />}
    </ItemCard>
  );
}
