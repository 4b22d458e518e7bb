import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { NoncurrentTransitionForm } from '../../../../shared/lifecycle/ruleForm.ts';
import { Button } from '../../../ui/Button.tsx';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { NumberField } from '../../../ui/NumberField.tsx';
import { FieldGroup } from './FieldGroup.tsx';
import { MoveRow } from './MoveRow.tsx';
import { changedAt, type RuleFieldProps, without } from './ruleFieldProps.ts';

const FIRST_DAYS = 30;

function Move({ index, move, ...props }: RuleFieldProps & { index: number; move: NoncurrentTransitionForm }) {
  const { t } = useTranslation();
  const { form, onChange, problemAt, isDisabled } = props;
  const change = (part: Partial<NoncurrentTransitionForm>) =>
    onChange({ noncurrentTransitions: changedAt(form.noncurrentTransitions, index, part) });
  return (
    <MoveRow
      number={index + 1}
      storageClass={move.storageClass}
      onStorageClass={(storageClass) => change({ storageClass })}
      error={problemAt(`moveNoncurrent${index}.class`)}
      onRemove={() => onChange({ noncurrentTransitions: without(form.noncurrentTransitions, index) })}
      isDisabled={isDisabled}
    >
      <NumberField
        label={t('settings.lifecycle.field.moveNoncurrentDays')}
        value={move.days}
        onChange={(days) => change({ days })}
        error={problemAt(`moveNoncurrent${index}.when`)}
        isDisabled={isDisabled}
      />
      <NumberField
        label={t('settings.lifecycle.field.moveKeep')}
        value={move.keep}
        onChange={(keep) => change({ keep })}
        error={problemAt(`moveNoncurrent${index}.keep`)}
        isDisabled={isDisabled}
      />
    </MoveRow>
  );
}

/** What becomes of versions that were overwritten or deleted. */
export function NoncurrentFields(props: RuleFieldProps) {
  const { t } = useTranslation();
  const { form, onChange, problemAt, versioning, isDisabled } = props;
  return (
    <FieldGroup
      title={t('settings.lifecycle.group.noncurrent')}
      hint={versioning === 'never' ? t('settings.lifecycle.noVersions') : undefined}
    >
      <FieldRow>
        <NumberField
          label={t('settings.lifecycle.field.noncurrentDays')}
          value={form.noncurrentDays}
          onChange={(noncurrentDays) => onChange({ noncurrentDays })}
          description={t('settings.lifecycle.field.noncurrentDaysHint')}
          error={problemAt('noncurrentDays')}
          isDisabled={isDisabled}
        />
        <NumberField
          label={t('settings.lifecycle.field.keep')}
          value={form.keepNoncurrent}
          onChange={(keepNoncurrent) => onChange({ keepNoncurrent })}
          description={t('settings.lifecycle.field.keepHint')}
          error={problemAt('keep')}
          isDisabled={isDisabled}
        />
      </FieldRow>
      {form.noncurrentTransitions.map((move, index) => (
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
              noncurrentTransitions: [
                ...form.noncurrentTransitions,
                { days: FIRST_DAYS, keep: null, storageClass: 'STANDARD_IA' },
              ],
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
