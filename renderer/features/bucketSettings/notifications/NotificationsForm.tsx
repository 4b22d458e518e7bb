import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { FormStack, ItemList } from '../../../ui/FormParts.tsx';
import { AddButtons } from '../AddButtons.tsx';
import { withProperty } from '../property.ts';
import type { FormProps } from '../settingForm.ts';
import { useFieldProblems } from '../useFieldProblems.ts';
import { NotificationCard } from './NotificationCard.tsx';
import { configurationsOf, KINDS, newConfiguration, PLACES, withConfigurations } from './notificationsForm.ts';

/** Who is told of what: topics, queues and functions, and all of it to EventBridge. */
export function NotificationsForm({ draft, onChange, problems, isDisabled }: FormProps<'notifications'>) {
  const { t } = useTranslation();
  const errorAt = useFieldProblems(problems);
  const sendAll = (isOn: boolean) => {
    const after = withProperty(draft ?? {}, 'EventBridgeConfiguration', isOn ? {} : undefined);
    onChange(Object.keys(after).length === 0 ? null : after);
  };
  return (
    <FormStack>
      {KINDS.map((kind) => {
        const list = configurationsOf(draft, kind);
        return (
          <ItemList key={kind} items={list}>
            {(configuration, index) => (
              <NotificationCard
                kind={kind}
                configuration={configuration}
                number={index + 1}
                onChange={(next) => onChange(withConfigurations(draft, kind, list.with(index, next)))}
                onRemove={() => onChange(withConfigurations(draft, kind, list.toSpliced(index, 1)))}
                errorAt={(...path) => errorAt(PLACES[kind].list, index, ...path)}
                isDisabled={isDisabled}
              />
            )}
          </ItemList>
        );
      })}
      <AddButtons
        isEmpty={draft === null}
        choices={KINDS.map((kind) => ({
          id: kind,
          label: t(`settings.notifications.add.${kind}`),
          run: () =>
            onChange(withConfigurations(draft, kind, [...configurationsOf(draft, kind), newConfiguration(kind)])),
        }))}
        isDisabled={isDisabled}
      />
      <Checkbox
        isSelected={draft?.EventBridgeConfiguration !== undefined}
        onChange={sendAll}
        description={t('settings.notifications.eventBridgeHint')}
        isDisabled={isDisabled}
      >
        {t('settings.notifications.eventBridge')}
      </Checkbox>
    </FormStack>
  );
}
