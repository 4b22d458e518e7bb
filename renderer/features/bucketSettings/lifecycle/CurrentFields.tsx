import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TransitionForm } from '../../../../shared/lifecycle/ruleForm.ts';
import { Button } from '../../../ui/Button.tsx';
import { DateField } from '../../../ui/DateField.tsx';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { NumberField } from '../../../ui/NumberField.tsx';
import { Select } from '../../../ui/Select.tsx';
import { FieldGroup } from './FieldGroup.tsx';
import { MoveRow } from './MoveRow.tsx';
import { dayOf, firstDay, midnightOf } from './ruleDates.ts';
import { changedAt, type RuleFieldProps, without } from './ruleFieldProps.ts';

const FIRST_DAYS = 30;

function Expire({ form, onChange, problemAt, isDisabled }: RuleFieldProps) {
  const { t } = useTranslation();
  const { expireAfterDays: days, expireOn: date } = form;
  const mode = days !== null ? 'days' : date !== null ? 'date' : 'not';
  return (
    <FieldRow>
      <Select
        label={t('settings.lifecycle.field.expire')}
        value={mode}
        onChange={(next) =>
          onChange({
            expireAfterDays: next === 'days' ? (days ?? FIRST_DAYS) : null,
            expireOn: next === 'date' ? (date ?? firstDay(new Date())) : null,
          })
        }
        options={(['not', 'days', 'date'] as const).map((id) => ({ id, label: t(`settings.lifecycle.expire.${id}`) }))}
        isDisabled={isDisabled}
      />
      {days !== null && (
        <NumberField
          label={t('settings.lifecycle.field.days')}
          value={days}
          // An emptied field takes its number back: "never" is chosen beside it.
          onChange={(expireAfterDays) => expireAfterDays !== null && onChange({ expireAfterDays })}
          error={problemAt('expireDays')}
          isDisabled={isDisabled}
        />
      )}
      {date !== null && (
        <DateField
          label={t('settings.lifecycle.field.date')}
          value={dayOf(date)}
          onChange={(day) => onChange({ expireOn: midnightOf(day) })}
          error={problemAt('expireDate')}
          isDisabled={isDisabled}
        />
      )}
    </FieldRow>
  );
}

function Move({ index, move, ...props }: RuleFieldProps & { index: number; move: TransitionForm }) {
  const { t } = useTranslation();
  const { form, onChange, problemAt, isDisabled } = props;
  const change = (part: Partial<TransitionForm>) => onChange({ transitions: changedAt(form.transitions, index, part) });
  return (
    <MoveRow
      number={index + 1}
      storageClass={move.storageClass}
      onStorageClass={(storageClass) => change({ storageClass })}
      error={problemAt(`move${index}.class`)}
      onRemove={() => onChange({ transitions: without(form.transitions, index) })}
      isDisabled={isDisabled}
    >
      <Select
        label={t('settings.lifecycle.field.when')}
        value={move.date === null ? 'days' : 'date'}
        onChange={(next) =>
          change(
            next === 'date'
              ? { days: null, date: firstDay(new Date()) }
              : { days: move.days ?? FIRST_DAYS, date: null },
          )
        }
        options={(['days', 'date'] as const).map((id) => ({ id, label: t(`settings.lifecycle.when.${id}`) }))}
        isDisabled={isDisabled}
      />
      {move.date === null ? (
        <NumberField
          label={t('settings.lifecycle.field.days')}
          value={move.days}
          onChange={(days) => change({ days })}
          error={problemAt(`move${index}.when`)}
          isDisabled={isDisabled}
        />
      ) : (
        <DateField
          label={t('settings.lifecycle.field.date')}
          value={dayOf(move.date)}
          onChange={(day) => change({ date: midnightOf(day) })}
          error={problemAt(`move${index}.when`)}
          isDisabled={isDisabled}
        />
      )}
    </MoveRow>
  );
}

/** What becomes of current versions: deleted (which means something else where versions are kept), moved. */
export function CurrentFields(props: RuleFieldProps) {
  const { t } = useTranslation();
  const { form, onChange, versioning, isDisabled } = props;
  return (
    <FieldGroup title={t('settings.lifecycle.group.current')} hint={t(`settings.lifecycle.means.${versioning}`)}>
      <Expire {...props} />
      {form.transitions.map((move, index) => (
        // Moves have no identity but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Move key={index} index={index} move={move} {...props} />
      ))}
      <div>
        <Button
          isSmall
          variant="plain"
          icon={Plus}
          onPress={() =>
            onChange({
              transitions: [...form.transitions, { days: FIRST_DAYS, date: null, storageClass: 'STANDARD_IA' }],
            })
          }
          isDisabled={isDisabled}
        >
          {t('settings.lifecycle.field.addMove')}
        </Button>
      </div>
    </FieldGroup>
  );
}
