import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { AddButton, ItemList } from '../../ui/FormParts.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './Constants.module.css';
import { FieldSection } from './StepFrame.tsx';
import type { RuleEditor } from './useRuleEditor.ts';

/** Names of one's own and what each stands for in the key. */
export function Constants({ editor: { form, change, errorAt } }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  const { constants } = form;
  return (
    <FieldSection title={t('watch.rule.constants.title')}>
      <p className="secondary">{t('watch.rule.constants.what')}</p>
      <ItemList items={constants}>
        {(constant, index) => (
          <div className={styles.row}>
            <TextField
              label={t('watch.rule.constants.name', { number: index + 1 })}
              hideLabel
              placeholder="suite"
              value={constant.name}
              onChange={(name) => change({ constants: constants.with(index, { ...constant, name }) })}
              error={errorAt('constants', index, 'name')}
            />
            <TextField
              label={t('watch.rule.constants.value', { number: index + 1 })}
              hideLabel
              placeholder="regression"
              value={constant.value}
              onChange={(value) => change({ constants: constants.with(index, { ...constant, value }) })}
            />
            <IconButton
              icon={Trash2}
              label={t('watch.rule.constants.remove', { number: index + 1 })}
              onPress={() => change({ constants: constants.toSpliced(index, 1) })}
            />
          </div>
        )}
      </ItemList>
      {constants.length < 50 && (
        <AddButton onPress={() => change({ constants: [...constants, { name: '', value: '' }] })}>
          {t('watch.rule.constants.add')}
        </AddButton>
      )}
    </FieldSection>
  );
}
