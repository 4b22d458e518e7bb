import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import type { ProblemAt } from '../useFieldProblems.ts';
import styles from './AclForm.module.css';
import { type GrantForm, isNamed, NAME_PROPERTY, PERMISSIONS, WHOS, type Who } from './aclForm.ts';

export type GrantRowProps = {
  form: GrantForm;
  number: number;
  /** Whether the server says who owns the bucket. */
  isOwnerKnown: boolean;
  onChange: (form: GrantForm) => void;
  onRemove: () => void;
  /** For places below the grant. */
  errorAt: ProblemAt;
  isDisabled: boolean;
};

/** One grant: who may do what, and what that means. */
export function GrantRow({ form, number, isOwnerKnown, onChange, onRemove, errorAt, isDisabled }: GrantRowProps) {
  const { t } = useTranslation();
  const whos = WHOS.filter((who) => who !== 'owner' || isOwnerKnown || form.who === 'owner');
  return (
    <div className={styles.grant}>
      <Select<Who>
        label={t('settings.acl.whoLabel')}
        value={form.who}
        onChange={(who) => onChange({ ...form, who, name: '' })}
        options={whos.map((id) => ({ id, label: t(`settings.acl.who.${id}`) }))}
        isDisabled={isDisabled}
      />
      <Select
        label={t('settings.acl.permissionLabel')}
        value={form.permission}
        onChange={(permission) => onChange({ ...form, permission })}
        options={PERMISSIONS.map((id) => ({ id, label: t(`settings.acl.permission.${id}`) }))}
        description={t(`settings.acl.means.${form.permission}`)}
        isDisabled={isDisabled}
      />
      <div className={styles.remove}>
        <IconButton
          icon={Trash2}
          label={t('settings.acl.remove', { number })}
          onPress={onRemove}
          isDisabled={isDisabled}
        />
      </div>
      {isNamed(form.who) && (
        <div className={styles.name}>
          <TextField
            label={t(`settings.acl.name.${form.who}`)}
            value={form.name}
            onChange={(name) => onChange({ ...form, name })}
            error={errorAt('Grantee', NAME_PROPERTY[form.who])}
            isDisabled={isDisabled}
          />
        </div>
      )}
    </div>
  );
}
