import { CircleAlert, FileText, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../ui/cx.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { errorText } from '../../ui/useAppError.ts';
import styles from './LiveExample.module.css';
import { exampleDraft } from './partialDrafts.ts';
import { type DraftExample, useExample } from './useQuestions.ts';
import type { RuleEditor } from './useRuleEditor.ts';

type Words = { kind: 'told' | 'wrong' | 'hint'; text: ReactNode };

// Stand in a sentence for the file and the key, which are drawn otherwise than its words: signs no language has.
const FILE = '\uE000';
const KEY = '\uE001';

/** A sentence with the name of the file and its key put in. */
function withNames(sentence: string, file: string, address: string): ReactNode {
  return sentence.split(/([\uE000\uE001])/).map((part, index) => {
    if (part !== FILE && part !== KEY) return part;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence
      <span key={index} className={cx(styles.name, 'mono', 'selectable')}>
        {part === FILE ? file : address}
      </span>
    );
  });
}

/** What is said of the rows: how many are kept, or that the file is no data. */
function useRowWords(): (example: DraftExample) => string {
  const { t } = useTranslation();
  return ({ file, counts, data }) => {
    if (!data || file.invented) return '';
    if (!counts) return t('watch.rule.example.noData');
    const key = counts.whole ? 'watch.rule.example.rows' : 'watch.rule.example.firstRows';
    return t(key, { kept: counts.kept, count: counts.rows });
  };
}

function useExampleWords(): (example: DraftExample, bucket: string) => Words {
  const { t, i18n: texts } = useTranslation();
  const rowWords = useRowWords();
  const toldWords = ({ file }: DraftExample, values: { file: string; key: string }, rows: string) => {
    if (file.invented) return t('watch.rule.example.invented', values);
    return rows ? t('watch.rule.example.wouldRows', { ...values, rows }) : t('watch.rule.example.would', values);
  };
  return (example, bucket) => {
    const { file, key, counts, error, data } = example;
    const address = key === null ? '' : `s3://${bucket || '…'}/${key}`;
    const isLeft = data?.others === 'leave' && !counts && !file.invented;
    const values = { file: FILE, key: KEY };
    const sentence = error
      ? `${t('watch.rule.example.wrong', values)} ${errorText(texts, error)}`
      : isLeft
        ? t('watch.rule.example.left', values)
        : toldWords(example, values, rowWords(example));
    return { kind: error ? 'wrong' : 'told', text: withNames(sentence, file.name, address) };
  };
}

/** What has to be done before there can be an example; null: nothing. */
function useHint(): (editor: RuleEditor) => string | null {
  const { t } = useTranslation();
  return ({ form, problems }) => {
    if (!form.folder) return t('watch.rule.example.noFolder');
    if (form.keyTemplate === '') return t('watch.rule.example.noKey');
    const hasNoKey = problems.some(({ code }) => code === 'template-wrong');
    return hasNoKey || exampleDraft(form) === null ? t('watch.rule.example.unfinished') : null;
  };
}

const ICONS = { told: FileText, wrong: CircleAlert, hint: Info } as const;

/** What would become of the newest file of the folder, as the rule is now; or what is wrong. */
export function LiveExample({ editor }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  const wordsOf = useExampleWords();
  const hintOf = useHint();
  const { query, isOutdated } = useExample(editor.ruleId, editor.form);
  const { form } = editor;
  if (query.error && !isOutdated) {
    return (
      <div className={styles.example}>
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} connectionId={null} />
      </div>
    );
  }
  const hint = hintOf(editor);
  const words: Words =
    hint === null && query.data
      ? wordsOf(query.data, form.bucket.trim())
      : { kind: 'hint', text: hint ?? t('watch.rule.example.asking') };
  return (
    <div
      className={cx(styles.example, isOutdated && hint === null && styles.outdated)}
      role="status"
      aria-label={t('watch.rule.example.label')}
      aria-busy={isOutdated}
    >
      <Icon of={ICONS[words.kind]} className={styles[words.kind]} />
      <p>{words.text}</p>
    </div>
  );
}
