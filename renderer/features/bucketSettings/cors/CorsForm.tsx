import { useTranslation } from 'react-i18next';
import type { CorsRule } from '../../../../shared/settings/documents/access.ts';
import { FormStack, ItemList } from '../../../ui/FormParts.tsx';
import { AddButtons } from '../AddButtons.tsx';
import type { FormProps } from '../settingForm.ts';
import { useFieldProblems } from '../useFieldProblems.ts';
import { CorsRuleCard } from './CorsRuleCard.tsx';
import { ANY_SITE_READS, ONE_SITE_UPLOADS } from './corsForm.ts';

/** The rules of which the first that fits a request counts. */
export function CorsForm({ draft, onChange, problems, isDisabled }: FormProps<'cors'>) {
  const { t } = useTranslation();
  const errorAt = useFieldProblems(problems);
  const rules = draft?.CORSRules ?? [];
  const put = (next: CorsRule[]) => onChange(next.length === 0 ? null : { ...draft, CORSRules: next });
  return (
    <FormStack>
      <ItemList items={rules}>
        {(rule, index) => (
          <CorsRuleCard
            rule={rule}
            number={index + 1}
            onChange={(next) => put(rules.with(index, next))}
            onRemove={() => put(rules.toSpliced(index, 1))}
            errorAt={(...path) => errorAt('CORSRules', index, ...path)}
            isDisabled={isDisabled}
          />
        )}
      </ItemList>
      <AddButtons
        isEmpty={rules.length === 0}
        choices={[
          { id: 'read', label: t('settings.cors.anySiteReads'), run: () => put([...rules, ANY_SITE_READS]) },
          { id: 'upload', label: t('settings.cors.oneSiteUploads'), run: () => put([...rules, ONE_SITE_UPLOADS]) },
        ]}
        isDisabled={isDisabled}
      />
    </FormStack>
  );
}
