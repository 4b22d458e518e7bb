import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { FieldGroup } from './FieldGroup.tsx';
import styles from './RuleFields.module.css';
import { changedAt, type RuleFieldProps, without } from './ruleFieldProps.ts';
import { SizeField } from './SizeField.tsx';

function TagRows({ form, onChange, problemAt, isDisabled }: RuleFieldProps) {
  const { t } = useTranslation();
  return form.tags.map((tag, index) => (
    // Tags have no identity but their place: the same tag may be typed twice on the way.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <div key={index} className={styles.tag}>
      <TextField
        label={t('settings.lifecycle.field.tagKey')}
        value={tag.Key}
        onChange={(Key) => onChange({ tags: changedAt(form.tags, index, { Key }) })}
        error={index === 0 ? problemAt('tags') : undefined}
        isDisabled={isDisabled}
      />
      <TextField
        label={t('settings.lifecycle.field.tagValue')}
        value={tag.Value}
        onChange={(Value) => onChange({ tags: changedAt(form.tags, index, { Value }) })}
        isDisabled={isDisabled}
      />
      <IconButton
        icon={Trash2}
        label={t('settings.lifecycle.field.removeTag', { number: index + 1 })}
        onPress={() => onChange({ tags: without(form.tags, index) })}
        isDisabled={isDisabled}
      />
    </div>
  ));
}

/** Which objects a rule is about: prefix, tags, size; and what the rule is called. */
export function ScopeFields(props: RuleFieldProps) {
  const { t } = useTranslation();
  const { form, onChange, problemAt, isDisabled } = props;
  return (
    <FieldGroup title={t('settings.lifecycle.group.scope')}>
      <FieldRow>
        <TextField
          label={t('settings.lifecycle.field.prefix')}
          value={form.prefix}
          onChange={(prefix) => onChange({ prefix })}
          description={t('settings.lifecycle.field.prefixHint')}
          error={problemAt('prefix')}
          isDisabled={isDisabled}
          autoFocus
        />
        <TextField
          label={t('settings.lifecycle.field.id')}
          value={form.id}
          onChange={(id) => onChange({ id })}
          error={problemAt('id')}
          isDisabled={isDisabled}
        />
      </FieldRow>
      <FieldRow>
        <SizeField
          label={t('settings.lifecycle.field.larger')}
          value={form.sizeAbove}
          onChange={(sizeAbove) => onChange({ sizeAbove })}
          error={problemAt('larger')}
          isDisabled={isDisabled}
        />
        <SizeField
          label={t('settings.lifecycle.field.smaller')}
          value={form.sizeBelow}
          onChange={(sizeBelow) => onChange({ sizeBelow })}
          error={problemAt('smaller')}
          isDisabled={isDisabled}
        />
      </FieldRow>
      <TagRows {...props} />
      <div>
        <Button
          isSmall
          variant="plain"
          icon={Plus}
          onPress={() => onChange({ tags: [...form.tags, { Key: '', Value: '' }] })}
          isDisabled={isDisabled}
        >
          {t('settings.lifecycle.field.addTag')}
        </Button>
      </div>
    </FieldGroup>
  );
}
