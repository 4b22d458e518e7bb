import { type RuleDraft, ruleDraft } from '../../../shared/watch/rule.ts';
import { isComplete } from './comparisons.ts';
import { draftOf, type RuleForm } from './ruleForm.ts';

// Questions about a rule that is still being made. A draft has to be whole to be asked about, so that what is missing
// and does not matter for the answer is stood in for.

const STAND_IN = 'x';

/** A form without what is still being written: comparisons that lack a part, constants without a name, a delimiter. */
function withoutUnfinished(form: RuleForm): RuleForm {
  const comparisons = form.comparisons.filter(isComplete);
  const isEmpty =
    (form.filterKind === 'comparisons' && comparisons.length === 0) ||
    (form.filterKind === 'sql' && form.condition.trim() === '');
  return {
    ...form,
    comparisons,
    filterKind: isEmpty ? 'all-rows' : form.filterKind,
    reading: form.reading.delimiter === '' ? { ...form.reading, delimiter: 'auto' } : form.reading,
    columns: form.columns?.length === 0 ? null : form.columns,
    constants: form.constants.filter(({ name }) => name !== ''),
  };
}

function asked(form: RuleForm, part: Partial<RuleDraft>): RuleDraft | null {
  if (!form.folder) return null;
  const draft = draftOf(withoutUnfinished(form));
  const whole: RuleDraft = {
    ...draft,
    name: STAND_IN,
    // An archive inside the folder, and a log, are none of the rule's files.
    afterwards: draft.afterwards.kind === 'archive' ? draft.afterwards : { kind: 'leave' },
    logUpload: null,
    ...part,
  };
  return ruleDraft.safeParse(whole).success ? whole : null;
}

/** Asks what would become of a file. Null while that cannot be told. */
export function exampleDraft(form: RuleForm): RuleDraft | null {
  return asked(form, { connectionId: form.connectionId || STAND_IN, bucket: form.bucket.trim() || STAND_IN });
}

const NO_TARGET = { connectionId: STAND_IN, bucket: STAND_IN, keyTemplate: STAND_IN, constants: [] };

/** Asks for the first rows of a file with what is kept of them. Null while nothing is filtered. */
export function previewDraft(form: RuleForm): RuleDraft | null {
  return form.isFiltered ? asked(form, NO_TARGET) : null;
}

/** Asks which files fit, without reading any. */
export function fittingDraft(form: RuleForm): RuleDraft | null {
  return asked(form, { ...NO_TARGET, data: null });
}
