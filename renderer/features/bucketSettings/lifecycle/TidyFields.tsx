import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { NumberField } from '../../../ui/NumberField.tsx';
import { ProblemLine } from '../../../ui/ProblemLine.tsx';
import { FieldGroup } from './FieldGroup.tsx';
import styles from './RuleFields.module.css';
import type { RuleFieldProps } from './ruleFieldProps.ts';

/** What gathers unseen: unfinished uploads, and delete markers with nothing below them. */
export function TidyFields({ form, onChange, problemAt, isDisabled }: RuleFieldProps) {
  const { t } = useTranslation();
  const markers = problemAt('markers');
  return (
    <FieldGroup title={t('settings.lifecycle.group.tidying')}>
      <Checkbox
        isSelected={form.removeExpiredMarkers}
        onChange={(removeExpiredMarkers) => onChange({ removeExpiredMarkers })}
        isDisabled={isDisabled}
      >
        {t('settings.lifecycle.field.markers')}
      </Checkbox>
      {markers && <ProblemLine severity="error" text={markers} />}
      <div className={styles.half}>
        <NumberField
          label={t('settings.lifecycle.field.abort')}
          value={form.abortAfterDays}
          onChange={(abortAfterDays) => onChange({ abortAfterDays })}
          description={t('settings.lifecycle.field.abortHint')}
          error={problemAt('abort')}
          isDisabled={isDisabled}
        />
      </div>
    </FieldGroup>
  );
}
