import { useMemo, useState } from 'react';
import type { Column, ConditionProblem } from '../../../shared/watch/data.ts';
import type { RuleChange, RuleForm } from './ruleForm.ts';
import { isMissing, problemsOf, type RuleField, type RuleProblem, STEPS, type StepId, stepOf } from './ruleProblems.ts';
import { withSuggestions } from './suggestions.ts';
import { useProblemText } from './useProblemText.ts';
import { type Answer, type FilePreview, usePreview } from './useQuestions.ts';

/** What the main process has refused: it stands at its field until something is changed. */
export type Refusal = { field: RuleField; text: string };

export type RuleEditor = {
  /** Null: a new rule. */
  ruleId: string | null;
  form: RuleForm;
  change(change: RuleChange): void;
  isChanged: boolean;
  canSave: boolean;
  problems: readonly RuleProblem[];
  /** The steps with what keeps the rule from being saved. */
  blocking: readonly StepId[];
  /** The step is marked: something in it is wrong, or missing since it has been left. */
  isWrong(step: StepId): boolean;
  /** The sentence at a field: of several alike, at one of them. */
  errorAt(field: RuleField, index?: number, part?: RuleProblem['part']): string | undefined;
  /** What is missing in a step is told from now on. */
  leave(step: StepId): void;
  refuse(refusal: Refusal | null): void;
  preview: Answer<FilePreview | null>;
  /** The file that is looked at; null: the newest. */
  file: string | null;
  setFile(file: string | null): void;
  columns: readonly Column[];
  /** What is wrong with the condition, tried on that file. */
  conditionProblem: ConditionProblem | null;
};

const NO_COLUMNS: readonly Column[] = [];

/** A rule that is being made or changed: its form, what is wrong with it, and the data it is tried on. */
export function useRuleEditor(ruleId: string | null, first: RuleForm): RuleEditor {
  const sentence = useProblemText();
  const [form, setForm] = useState(() => withSuggestions(first));
  const [base] = useState(form);
  // A rule that is changed has been whole: what is missing in it was taken out.
  const [left, setLeft] = useState<ReadonlySet<StepId>>(
    new Set(ruleId === null ? [] : ['folder', 'data', 'target', 'after']),
  );
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [file, setFile] = useState<string | null>(null);
  const preview = usePreview(ruleId, form, file);
  const columns = preview.query.data?.preview.file.columns ?? NO_COLUMNS;
  const isTried = form.isFiltered && form.filterKind !== 'all-rows';
  const conditionProblem = (isTried && preview.query.data?.preview.problem) || null;
  // Another file may have the column that this one lacks.
  const isRefused = conditionProblem !== null && conditionProblem.kind !== 'no-such-column';
  const problems = useMemo(() => problemsOf(form, columns), [form, columns]);
  const shown = problems.filter((problem) => !isMissing(problem) || left.has(stepOf(problem.field)));
  const blocking = STEPS.filter(
    (step) => problems.some(({ field }) => stepOf(field) === step) || (step === 'data' && isRefused),
  );
  const isChanged = JSON.stringify(form) !== JSON.stringify(base);

  return {
    ruleId,
    form,
    change(change) {
      setRefusal(null);
      setForm((now) => withSuggestions({ ...now, ...(typeof change === 'function' ? change(now) : change) }));
    },
    isChanged,
    canSave: blocking.length === 0 && (isChanged || ruleId === null),
    problems,
    blocking,
    isWrong: (step) =>
      shown.some(({ field }) => stepOf(field) === step) ||
      (refusal !== null && stepOf(refusal.field) === step) ||
      (step === 'data' && conditionProblem !== null),
    errorAt(field, index, part) {
      const found = shown.find((one) => one.field === field && one.index === index && one.part === part);
      if (found) return sentence(found);
      return index === undefined && refusal?.field === field ? refusal.text : undefined;
    },
    leave: (step) => setLeft((now) => (now.has(step) ? now : new Set([...now, step]))),
    refuse: setRefusal,
    preview,
    file,
    setFile,
    columns,
    conditionProblem,
  };
}
