import { useTranslation } from 'react-i18next';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { ItemCard } from '../../../ui/ItemCard.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { TokenField } from '../../../ui/TokenField.tsx';
import { MoreInJson } from '../MoreInJson.tsx';
import type { ProblemAt } from '../useFieldProblems.ts';
import {
  type AnyConfiguration,
  arnOf,
  type ConfigurationForm,
  EVENTS,
  hasMore,
  type Kind,
  PLACES,
  readConfiguration,
  writeConfiguration,
} from './notificationsForm.ts';

export type NotificationCardProps = {
  kind: Kind;
  configuration: AnyConfiguration;
  number: number;
  onChange: (configuration: AnyConfiguration) => void;
  onRemove: () => void;
  /** For places below the configuration. */
  errorAt: ProblemAt;
  isDisabled: boolean;
};

const SUGGESTIONS = EVENTS.map((id) => ({ id, label: id }));

/** One notification: what is told of, and to whom. */
export function NotificationCard(props: NotificationCardProps) {
  const { kind, configuration, number, onChange, onRemove, errorAt, isDisabled } = props;
  const { t } = useTranslation();
  const form = readConfiguration(configuration);
  const change = (part: Partial<ConfigurationForm>) =>
    onChange(writeConfiguration(configuration, { ...form, ...part }));
  const own = t(`settings.notifications.kind.${kind}`, { number });
  const name = configuration.Id ? t('settings.notifications.named', { kind: own, id: configuration.Id }) : own;
  return (
    <ItemCard
      title={name}
      removeLabel={t('settings.form.remove', { name })}
      onRemove={onRemove}
      isDisabled={isDisabled}
    >
      <TextField
        label={t(`settings.notifications.arn.${kind}`)}
        value={arnOf(configuration, kind)}
        onChange={(arn) => onChange({ ...configuration, [PLACES[kind].arn]: arn })}
        error={errorAt(PLACES[kind].arn)}
        isDisabled={isDisabled}
      />
      <TokenField
        label={t('settings.notifications.events')}
        value={form.events}
        onChange={(events) => change({ events })}
        suggestions={SUGGESTIONS}
        removeLabel={(event) => t('settings.form.remove', { name: event })}
        placeholder={t('settings.notifications.addEvent')}
        error={errorAt('Events')}
        isDisabled={isDisabled}
      />
      <FieldRow>
        <TextField
          label={t('settings.form.prefix')}
          value={form.prefix}
          onChange={(prefix) => change({ prefix })}
          isDisabled={isDisabled}
        />
        <TextField
          label={t('settings.notifications.suffix')}
          value={form.suffix}
          onChange={(suffix) => change({ suffix })}
          isDisabled={isDisabled}
        />
      </FieldRow>
      {hasMore(configuration) && <MoreInJson />}
    </ItemCard>
  );
}
