import { useTranslation } from 'react-i18next';
import type { AclGrant } from '../../../../shared/settings/documents/access.ts';
import { ChoiceButtons, FormStack, ItemList, Note } from '../../../ui/FormParts.tsx';
import { AddButtons } from '../AddButtons.tsx';
import type { FormProps } from '../settingForm.ts';
import { useFieldProblems } from '../useFieldProblems.ts';
import styles from './AclForm.module.css';
import { newGrant, PRESETS, presetGrants, readGrant, writeGrant } from './aclForm.ts';
import { GrantRow } from './GrantRow.tsx';

/** The grants of the bucket itself; its owner stays as the server has it. */
export function AclForm({ draft, onChange, server, problems, isDisabled }: FormProps<'acl'>) {
  const { t } = useTranslation();
  const errorAt = useFieldProblems(problems);
  const acl = draft ?? server ?? { Grants: [] };
  const owner = acl.Owner;
  const put = (Grants: AclGrant[]) => onChange({ ...acl, Grants });
  return (
    <FormStack>
      {owner?.ID && (
        <div className={styles.owner}>
          <span className={styles.label}>{t('settings.acl.owner')}</span>
          <span className={`${styles.ownerName} selectable`}>
            {owner.DisplayName ? t('settings.acl.ownerName', { name: owner.DisplayName, id: owner.ID }) : owner.ID}
          </span>
        </div>
      )}
      <ChoiceButtons
        label={t('settings.acl.presets')}
        choices={PRESETS.map((id) => ({
          id,
          label: t(`settings.acl.preset.${id}`),
          run: () => put(presetGrants(id, acl)),
        }))}
        isDisabled={isDisabled}
      />
      <ItemList items={acl.Grants}>
        {(grant, index) => (
          <GrantRow
            form={readGrant(grant, owner)}
            number={index + 1}
            isOwnerKnown={Boolean(owner?.ID)}
            onChange={(form) => put(acl.Grants.with(index, writeGrant(grant, form, owner)))}
            onRemove={() => put(acl.Grants.toSpliced(index, 1))}
            errorAt={(...path) => errorAt('Grants', index, ...path)}
            isDisabled={isDisabled}
          />
        )}
      </ItemList>
      <AddButtons
        isEmpty={acl.Grants.length === 0}
        choices={[
          {
            id: 'grant',
            label: t('settings.acl.add'),
            run: () => put([...acl.Grants, newGrant({ who: 'account', name: '', permission: 'READ' }, owner)]),
          },
        ]}
        isDisabled={isDisabled}
      />
      <Note>{t('settings.acl.note')}</Note>
    </FormStack>
  );
}
