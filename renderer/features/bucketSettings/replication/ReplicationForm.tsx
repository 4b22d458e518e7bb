import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { settingQuery, versioningOf } from '../../../api/settings.ts';
import { FormStack, ItemList, Note } from '../../../ui/FormParts.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { AddButtons } from '../AddButtons.tsx';
import type { FormProps } from '../settingForm.ts';
import { useFieldProblems } from '../useFieldProblems.ts';
import { ReplicationRuleCard } from './ReplicationRuleCard.tsx';
import { copyEverything, type ReplicationRule } from './replicationForm.ts';

/** The rules by which new objects are copied, and the role that may do it. */
export function ReplicationForm({ place, draft, onChange, problems, isDisabled }: FormProps<'replication'>) {
  const { t } = useTranslation();
  const errorAt = useFieldProblems(problems);
  const warningAt = useFieldProblems(problems, 'warning');
  const versioning = versioningOf(useQuery(settingQuery(place, 'versioning')).data);
  const isVersioned = versioning === 'enabled' || versioning === 'unknown';
  const rules = draft?.Rules ?? [];
  const role = draft?.Role ?? '';
  const put = (Rules: ReplicationRule[]) => onChange(Rules.length === 0 ? null : { ...draft, Role: role, Rules });
  return (
    <FormStack>
      {!isVersioned && <Note isWarning>{t('settings.replication.needsVersioning')}</Note>}
      {rules.length > 0 && (
        <TextField
          label={t('settings.replication.role')}
          value={role}
          onChange={(Role) => onChange({ ...draft, Role, Rules: rules })}
          description={t('settings.replication.roleHint')}
          error={errorAt('Role')}
          warning={warningAt('Role')}
          isDisabled={isDisabled}
        />
      )}
      <ItemList items={rules}>
        {(rule, index) => (
          <ReplicationRuleCard
            rule={rule}
            number={index + 1}
            onChange={(next) => put(rules.with(index, next))}
            onRemove={() => put(rules.toSpliced(index, 1))}
            errorAt={(...path) => errorAt('Rules', index, ...path)}
            isDisabled={isDisabled}
          />
        )}
      </ItemList>
      <AddButtons
        isEmpty={rules.length === 0}
        choices={[
          {
            id: 'everything',
            label: t('settings.replication.everything'),
            run: () => put([...rules, copyEverything(rules)]),
          },
        ]}
        isDisabled={isDisabled}
      />
      <Note>{t('settings.replication.note')}</Note>
    </FormStack>
  );
}
