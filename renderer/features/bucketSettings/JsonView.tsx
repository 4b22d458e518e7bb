import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DOCUMENTS, type WritableSettingId } from '../../../shared/settings/documents.ts';
import { z } from '../../../shared/zod.ts';
import { CodeField } from '../../ui/code/CodeField.tsx';
import type { JsonSchema } from '../../ui/code/jsonCompletions.ts';
import type { TextRange } from '../../ui/code/readJson.ts';
import { type Draft, rangeOfProblem } from './draft.ts';
import { useProblemText } from './useProblemText.ts';

/** The draft as JSON, with its problems marked and what its schema knows suggested. */
export function JsonView<S extends WritableSettingId>({
  id,
  draft,
  onChange,
  reveal,
  isReadOnly,
}: {
  id: S;
  draft: Draft<S>;
  onChange: (text: string) => void;
  reveal: TextRange | null;
  isReadOnly: boolean;
}) {
  const { t } = useTranslation();
  const sentence = useProblemText();
  // zod's type tells the whole of JSON Schema, in other words than ours.
  const schema = useMemo(() => z.toJSONSchema(DOCUMENTS[id], { unrepresentable: 'any' }) as JsonSchema, [id]);
  const { text, problems } = draft;
  const marks = useMemo(
    () =>
      problems.map((problem) => ({
        ...rangeOfProblem(text, problem),
        severity: problem.severity,
        message: sentence(problem),
      })),
    [text, problems, sentence],
  );
  return (
    <CodeField
      label={t('settings.jsonOf', { title: t(`settings.${id}.title`) })}
      value={text}
      onChange={onChange}
      marks={marks}
      schema={schema}
      reveal={reveal}
      isReadOnly={isReadOnly}
    />
  );
}
