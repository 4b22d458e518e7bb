import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../../../shared/watch/data.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Note } from '../../../ui/FormParts.tsx';
import { ProblemLine } from '../../../ui/ProblemLine.tsx';
import { Segments } from '../../../ui/Segments.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { columnsToChoose, withColumnKept } from '../columnChoice.ts';
import type { RuleEditor } from '../useRuleEditor.ts';
import styles from './ColumnsField.module.css';

/** How many boxes are drawn; the rest is found by typing. */
const DRAWN = 100;
/** From so many on there is a field to find one. */
const SEARCHED = 12;

function ColumnBoxes({ editor, chosen }: { editor: RuleEditor; chosen: readonly string[] }) {
  const { t } = useTranslation();
  const { change, columns } = editor;
  const [query, setQuery] = useState('');
  const names = columnsToChoose(columns, chosen);
  const part = query.trim().toLowerCase();
  const found = names.filter((name) => name.toLowerCase().includes(part));
  const hidden = found.length - DRAWN;
  const put = (next: string[]) => change({ columns: next });
  return (
    <>
      <div className={styles.tools}>
        {names.length > SEARCHED && (
          <TextField
            label={t('watch.filter.columns.find')}
            hideLabel
            type="search"
            placeholder={t('watch.filter.columns.find')}
            value={query}
            onChange={setQuery}
          />
        )}
        <Button isSmall onPress={() => put(names)} isDisabled={chosen.length === names.length}>
          {t('watch.filter.columns.chooseAll')}
        </Button>
        <Button isSmall onPress={() => put([])} isDisabled={chosen.length === 0}>
          {t('watch.filter.columns.chooseNone')}
        </Button>
        <span className="secondary numbers">
          {t('watch.filter.columns.chosenOf', { chosen: chosen.length, count: names.length })}
        </span>
      </div>
      <fieldset className={styles.boxes} aria-label={t('watch.filter.columns.title')}>
        {found.slice(0, DRAWN).map((name) => (
          <Checkbox
            key={name}
            isSelected={chosen.includes(name)}
            onChange={(isKept) => put(withColumnKept(names, chosen, name, isKept))}
            description={isThere(columns, name) ? undefined : t('watch.filter.columns.notHere')}
          >
            <span className={styles.name} title={name}>
              {name}
            </span>
          </Checkbox>
        ))}
      </fieldset>
      {hidden > 0 && <p className="secondary">{t('watch.filter.columns.more', { count: hidden })}</p>}
    </>
  );
}

function isThere(columns: readonly Column[], name: string): boolean {
  return columns.length === 0 || columns.some((column) => column.name === name);
}

/** Which columns are kept: all, or those that are chosen. */
export function ColumnsField({ editor }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  const { form, change, columns, errorAt } = editor;
  const error = errorAt('columns');
  const isUnknown = columns.length === 0 && !form.columns?.length;
  return (
    <>
      <Segments
        label={t('watch.filter.columns.title')}
        hideLabel
        value={form.columns === null ? 'all' : 'chosen'}
        onChange={(which) => change({ columns: which === 'all' ? null : columns.map(({ name }) => name) })}
        options={[
          { id: 'all', label: t('watch.filter.columns.all') },
          { id: 'chosen', label: t('watch.filter.columns.some') },
        ]}
      />
      {form.columns !== null && <ColumnBoxes editor={editor} chosen={form.columns} />}
      {isUnknown && <Note>{t('watch.filter.columns.unknown')}</Note>}
      {error && <ProblemLine severity="error" text={error} />}
    </>
  );
}
