import { Disclosure, DisclosurePanel } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { DATA_FORMATS, type DataFile, ENCODINGS, type Reading } from '../../../../shared/watch/data.ts';
import { cx } from '../../../ui/cx.ts';
import { DetailsToggle } from '../../../ui/DetailsToggle.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { DELIMITER_CHOICES, delimiterChoice, delimiterOf } from '../delimiters.ts';
import type { RuleEditor } from '../useRuleEditor.ts';
import styles from './ReadingFields.module.css';

/** How a file was read, in words: "CSV, UTF-8, semicolon, first row is the header". */
function useReadingWords(): (file: DataFile) => string {
  const { t } = useTranslation();
  return ({ format, encoding, delimiter, header }) => {
    const words = [t(`watch.filter.format.${format}`)];
    if (encoding) words.push(t(`watch.filter.encoding.${encoding}`));
    if (delimiter !== null) {
      const choice = delimiterChoice(delimiter);
      words.push(choice === 'other' ? `“${delimiter}”` : t(`watch.filter.delimiter.${choice}`));
    }
    if (header !== null) words.push(t(header ? 'watch.filter.header.isFirst' : 'watch.filter.header.isNone'));
    return words.join(', ');
  };
}

function DelimiterFields({ reading, put, error }: { reading: Reading; put: Put; error: string | undefined }) {
  const { t } = useTranslation();
  const choice = delimiterChoice(reading.delimiter);
  return (
    <>
      <Select
        label={t('watch.filter.delimiter.label')}
        value={choice}
        onChange={(chosen) => put({ delimiter: delimiterOf(chosen) })}
        options={DELIMITER_CHOICES.map((id) => ({ id, label: t(`watch.filter.delimiter.${id}`) }))}
      />
      {choice === 'other' && (
        <TextField
          label={t('watch.filter.delimiter.typed')}
          value={reading.delimiter}
          // One character: what is typed after it takes its place.
          onChange={(typed) => put({ delimiter: typed.slice(-1) })}
          error={error}
        />
      )}
    </>
  );
}

type Put = (part: Partial<Reading>) => void;

/** How files are read: what was recognised, and each part of it to be corrected. */
export function ReadingFields({ editor }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  const wordsOf = useReadingWords();
  const { form, change, preview, errorAt } = editor;
  const { reading } = form;
  const put: Put = (part) => change((now) => ({ reading: { ...now.reading, ...part } }));
  const file = preview.query.data?.preview.file;
  const isText = reading.format !== 'parquet';
  const isTable = isText && reading.format !== 'jsonl';
  return (
    <Disclosure className={cx(styles.reading)}>
      <div className={styles.head}>
        {file && (
          <p className="secondary" role="status">
            {t('watch.filter.recognised', { words: wordsOf(file) })}
          </p>
        )}
        <DetailsToggle label={t('watch.filter.correct')} />
      </div>
      <DisclosurePanel>
        <div className={styles.fields}>
          <Select
            label={t('watch.filter.format.label')}
            value={reading.format}
            onChange={(format) => put({ format })}
            options={(['auto', ...DATA_FORMATS] as const).map((id) => ({
              id,
              label: t(`watch.filter.format.${id}`),
            }))}
          />
          {isText && (
            <Select
              label={t('watch.filter.encoding.label')}
              value={reading.encoding}
              onChange={(encoding) => put({ encoding })}
              options={(['auto', ...ENCODINGS] as const).map((id) => ({
                id,
                label: t(`watch.filter.encoding.${id}`),
              }))}
            />
          )}
          {isTable && <DelimiterFields reading={reading} put={put} error={errorAt('delimiter')} />}
          {isTable && (
            <Select
              label={t('watch.filter.quote.label')}
              value={reading.quote}
              onChange={(quote) => put({ quote })}
              options={[
                { id: 'auto', label: t('watch.filter.quote.auto') },
                { id: '"', label: t('watch.filter.quote.double') },
                { id: "'", label: t('watch.filter.quote.single') },
                { id: 'none', label: t('watch.filter.quote.none') },
              ]}
            />
          )}
          {isTable && (
            <Select
              label={t('watch.filter.header.label')}
              value={reading.header}
              onChange={(header) => put({ header })}
              options={(['auto', 'yes', 'no'] as const).map((id) => ({ id, label: t(`watch.filter.header.${id}`) }))}
            />
          )}
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}
