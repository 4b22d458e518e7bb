import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Tag } from '../../../../shared/settings/documents/common.ts';
import { FormStack, ItemList } from '../../../ui/FormParts.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { AddButtons } from '../AddButtons.tsx';
import type { FormProps } from '../settingForm.ts';
import { useFieldProblems } from '../useFieldProblems.ts';
import styles from './TagsForm.module.css';
import { isKeptByAws } from './tagsForm.ts';

/** Names and values, a line each; those of AWS itself can only stay as they are. */
export function TagsForm({ draft, onChange, server, problems, isDisabled }: FormProps<'tags'>) {
  const { t } = useTranslation();
  const errorAt = useFieldProblems(problems);
  const tags = draft?.TagSet ?? [];
  const put = (TagSet: Tag[]) => onChange(TagSet.length === 0 ? null : { ...draft, TagSet });
  return (
    <FormStack>
      <div className={styles.rows}>
        {tags.length > 0 && (
          <div className={styles.tag} aria-hidden>
            <span className={styles.head}>{t('settings.tags.name')}</span>
            <span className={styles.head}>{t('settings.tags.value')}</span>
          </div>
        )}
        <ItemList items={tags}>
          {(tag, index) => {
            const number = index + 1;
            const isFixed = isKeptByAws(tag, server);
            return (
              <div className={styles.tag}>
                <TextField
                  label={t('settings.tags.nameOf', { number })}
                  hideLabel
                  value={tag.Key}
                  onChange={(Key) => put(tags.with(index, { ...tag, Key }))}
                  error={errorAt('TagSet', index, 'Key')}
                  isReadOnly={isFixed}
                  isDisabled={isDisabled}
                />
                <TextField
                  label={t('settings.tags.valueOf', { number })}
                  hideLabel
                  value={tag.Value}
                  onChange={(Value) => put(tags.with(index, { ...tag, Value }))}
                  error={errorAt('TagSet', index, 'Value')}
                  isReadOnly={isFixed}
                  isDisabled={isDisabled}
                />
                <IconButton
                  icon={Trash2}
                  label={t('settings.tags.remove', { number })}
                  onPress={() => put(tags.toSpliced(index, 1))}
                  isDisabled={isDisabled || isFixed}
                />
              </div>
            );
          }}
        </ItemList>
      </div>
      <AddButtons
        isEmpty={tags.length === 0}
        choices={[{ id: 'tag', label: t('settings.tags.add'), run: () => put([...tags, { Key: '', Value: '' }]) }]}
        isDisabled={isDisabled}
      />
    </FormStack>
  );
}
