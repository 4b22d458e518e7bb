import { useTranslation } from 'react-i18next';
import type { CorsRule } from '../../../../shared/settings/documents/access.ts';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { Choices } from '../../../ui/FormParts.tsx';
import { ItemCard } from '../../../ui/ItemCard.tsx';
import { LinesField } from '../../../ui/LinesField.tsx';
import { NumberField } from '../../../ui/NumberField.tsx';
import type { ProblemAt } from '../useFieldProblems.ts';
import { type CorsRuleForm, METHODS, readRule, writeRule } from './corsForm.ts';

export type CorsRuleCardProps = {
  rule: CorsRule;
  number: number;
  onChange: (rule: CorsRule) => void;
  onRemove: () => void;
  /** For places below the rule. */
  errorAt: ProblemAt;
  isDisabled: boolean;
};

/** One rule: which sites may send which requests. */
export function CorsRuleCard({ rule, number, onChange, onRemove, errorAt, isDisabled }: CorsRuleCardProps) {
  const { t } = useTranslation();
  const form = readRule(rule);
  const change = (part: Partial<CorsRuleForm>) => onChange(writeRule(rule, { ...form, ...part }));
  const name = rule.ID || t('settings.form.rule', { number });
  return (
    <ItemCard
      title={name}
      removeLabel={t('settings.form.remove', { name })}
      onRemove={onRemove}
      isDisabled={isDisabled}
    >
      <LinesField
        label={t('settings.cors.origins')}
        value={form.origins}
        onChange={(origins) => change({ origins })}
        description={t('settings.cors.originsHint')}
        error={errorAt('AllowedOrigins')}
        isDisabled={isDisabled}
        rows={2}
      />
      <Choices
        label={t('settings.cors.methods')}
        options={METHODS}
        value={form.methods}
        onChange={(methods) => change({ methods })}
        error={errorAt('AllowedMethods')}
        isDisabled={isDisabled}
      />
      <FieldRow>
        <LinesField
          label={t('settings.cors.allowedHeaders')}
          value={form.allowedHeaders}
          onChange={(allowedHeaders) => change({ allowedHeaders })}
          description={t('settings.cors.allowedHeadersHint')}
          error={errorAt('AllowedHeaders')}
          isDisabled={isDisabled}
          rows={2}
        />
        <LinesField
          label={t('settings.cors.exposedHeaders')}
          value={form.exposedHeaders}
          onChange={(exposedHeaders) => change({ exposedHeaders })}
          description={t('settings.cors.exposedHeadersHint')}
          error={errorAt('ExposeHeaders')}
          isDisabled={isDisabled}
          rows={2}
        />
      </FieldRow>
      <FieldRow>
        <NumberField
          label={t('settings.cors.maxAge')}
          value={form.maxAge}
          onChange={(maxAge) => change({ maxAge })}
          description={t('settings.cors.maxAgeHint')}
          error={errorAt('MaxAgeSeconds')}
          isDisabled={isDisabled}
        />
        <span />
      </FieldRow>
    </ItemCard>
  );
}
