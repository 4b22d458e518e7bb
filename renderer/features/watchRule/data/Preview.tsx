import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Note } from '../../../ui/FormParts.tsx';
import { Select } from '../../../ui/Select.tsx';
import { useFitting } from '../useQuestions.ts';
import type { RuleEditor } from '../useRuleEditor.ts';
import styles from './Preview.module.css';
import { PreviewTable } from './PreviewTable.tsx';

/** How many files there are to choose from. */
const LISTED = 200;

/** The file that is looked at: the newest, or one that is chosen. */
function FileChoice({ editor, fitting, shown }: { editor: RuleEditor; fitting: readonly string[]; shown: string }) {
  const { t } = useTranslation();
  const { file, setFile } = editor;
  const names = [...new Set([shown, ...fitting.slice(0, LISTED)])].filter((name) => name !== '');
  return (
    <div className={styles.file}>
      <Select
        label={t('watch.filter.preview.file')}
        hideLabel
        value={file ?? shown}
        onChange={setFile}
        options={names.map((id) => ({ id, label: id }))}
      />
    </div>
  );
}

function Counts({ editor }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  const { preview } = editor;
  const counts = preview.query.data?.preview.counts;
  if (!counts) return null;
  const key = counts.whole ? 'watch.filter.preview.kept' : 'watch.filter.preview.keptOfFirst';
  return (
    <p className="secondary numbers" role="status" aria-label={t('watch.filter.preview.counts')}>
      {t(key, { kept: counts.kept, count: counts.rows })}
      {counts.undecided > 0 && ` ${t('watch.filter.preview.undecided', { count: counts.undecided })}`}
    </p>
  );
}

/** The first rows of a file, with what is kept of them. */
export function Preview({ editor }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  const { form, preview } = editor;
  const { query, isOutdated } = preview;
  const fitting = (useFitting(editor.ruleId, form).query.data?.files ?? []).map((one) => one.file);
  if (!form.folder) return <Note>{t('watch.filter.preview.noFolder')}</Note>;
  if (query.error && !isOutdated) {
    return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} connectionId={null} />;
  }
  if (query.data === undefined) return <div className={styles.loading} />;
  if (query.data === null) {
    if (fitting.length === 0) return <Note>{t('watch.filter.preview.none')}</Note>;
    return (
      <div className={styles.head}>
        <FileChoice editor={editor} fitting={fitting} shown="" />
        <Note>{t('watch.filter.preview.noData')}</Note>
      </div>
    );
  }
  return (
    <>
      <div className={styles.head}>
        <FileChoice editor={editor} fitting={fitting} shown={query.data.file} />
        <Counts editor={editor} />
      </div>
      <PreviewTable
        label={query.data.file}
        preview={query.data.preview}
        columns={form.columns}
        isOutdated={isOutdated}
      />
    </>
  );
}
