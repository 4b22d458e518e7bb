import { type Column, takesValue } from '../../../shared/watch/data.ts';
import { checkTemplate, type KeyTemplateProblem, PLACEHOLDERS } from '../../../shared/watch/keyTemplate.ts';
import { LOG_EVERY, ruleDraft } from '../../../shared/watch/rule.ts';
import { isNumber, typeOf } from './comparisons.ts';
import { draftOf, type RuleForm } from './ruleForm.ts';

export const STEPS = ['folder', 'data', 'target', 'after'] as const;
export type StepId = (typeof STEPS)[number];

/** The fields that can be wrong, and the step each stands in. */
const STEP_OF = {
  folder: 'folder',
  include: 'folder',
  exclude: 'folder',
  delimiter: 'data',
  comparisons: 'data',
  condition: 'data',
  columns: 'data',
  connection: 'target',
  bucket: 'target',
  keyTemplate: 'target',
  constants: 'target',
  archiveFolder: 'after',
  logFolder: 'after',
  logKey: 'after',
  everySeconds: 'after',
  name: 'after',
} as const satisfies Record<string, StepId>;
export type RuleField = keyof typeof STEP_OF;

/** `*-missing`: nothing is wrong yet, but the rule cannot do without it. */
export type ProblemCode =
  | 'folder-missing'
  | 'include-missing'
  | 'delimiter-missing'
  | 'comparisons-missing'
  | 'column-missing'
  | 'value-missing'
  | 'value-not-number'
  | 'condition-missing'
  | 'columns-missing'
  | 'connection-missing'
  | 'bucket-missing'
  | 'template-missing'
  | 'template-wrong'
  | 'constant-missing'
  | 'constant-name'
  | 'constant-twice'
  | 'constant-name-taken'
  | 'log-key-missing'
  | 'every-out-of-range'
  | 'name-missing'
  | 'not-valid';

/** `index`: of several alike, the one it is about; `part`: and which of its fields. */
export type RuleProblem = {
  field: RuleField;
  code: ProblemCode;
  index?: number;
  part?: 'column' | 'value' | 'name';
  /** What is wrong with a template. */
  template?: KeyTemplateProblem;
};

export function stepOf(field: RuleField): StepId {
  return STEP_OF[field];
}

/** Whether a problem is only that something is not there yet: it is told when its step has been left. */
export function isMissing({ code }: RuleProblem): boolean {
  return code.endsWith('-missing');
}

function folderProblems(form: RuleForm): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (!form.folder) problems.push({ field: 'folder', code: 'folder-missing' });
  if (form.files === 'own' && form.include.length === 0) problems.push({ field: 'include', code: 'include-missing' });
  return problems;
}

function comparisonProblems({ comparisons }: RuleForm, columns: readonly Column[]): RuleProblem[] {
  if (comparisons.length === 0) return [{ field: 'comparisons', code: 'comparisons-missing' }];
  return comparisons.flatMap(({ column, operator, value }, index): RuleProblem[] => {
    if (column === '') return [{ field: 'comparisons', code: 'column-missing', index, part: 'column' }];
    if (!takesValue(operator)) return [];
    if (value === '') return [{ field: 'comparisons', code: 'value-missing', index, part: 'value' }];
    if (typeOf(columns, column) !== 'number' || isNumber(value)) return [];
    return [{ field: 'comparisons', code: 'value-not-number', index, part: 'value' }];
  });
}

function dataProblems(form: RuleForm, columns: readonly Column[]): RuleProblem[] {
  if (!form.isFiltered) return [];
  const problems: RuleProblem[] = [];
  if (form.reading.delimiter === '') problems.push({ field: 'delimiter', code: 'delimiter-missing' });
  if (form.filterKind === 'comparisons') problems.push(...comparisonProblems(form, columns));
  if (form.filterKind === 'sql' && form.condition.trim() === '') {
    problems.push({ field: 'condition', code: 'condition-missing' });
  }
  if (form.columns?.length === 0) problems.push({ field: 'columns', code: 'columns-missing' });
  return problems;
}

function constantProblems({ constants }: RuleForm): RuleProblem[] {
  return constants.flatMap(({ name }, index): RuleProblem[] => {
    const problem = (code: ProblemCode): RuleProblem[] => [{ field: 'constants', code, index, part: 'name' }];
    if (name === '') return problem('constant-missing');
    if (!/^[a-z][a-z0-9_-]{0,30}$/i.test(name)) return problem('constant-name');
    if (PLACEHOLDERS.some((placeholder) => placeholder === name)) return problem('constant-name-taken');
    return constants.findIndex((one) => one.name === name) < index ? problem('constant-twice') : [];
  });
}

function templateProblems({ keyTemplate, constants }: RuleForm): RuleProblem[] {
  if (keyTemplate === '') return [{ field: 'keyTemplate', code: 'template-missing' }];
  const template = checkTemplate(keyTemplate, constants);
  // A constant of a name that is taken is told where it stands.
  if (!template || template.code === 'constant-name-taken') return [];
  return [{ field: 'keyTemplate', code: 'template-wrong', template }];
}

function targetProblems(form: RuleForm): RuleProblem[] {
  const problems = [...templateProblems(form), ...constantProblems(form)];
  if (form.connectionId === '') problems.push({ field: 'connection', code: 'connection-missing' });
  if (form.bucket.trim() === '') problems.push({ field: 'bucket', code: 'bucket-missing' });
  return problems;
}

function afterProblems(form: RuleForm): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (form.name.trim() === '') problems.push({ field: 'name', code: 'name-missing' });
  if (!form.isLogUploaded) return problems;
  if (form.logKey === '') problems.push({ field: 'logKey', code: 'log-key-missing' });
  const { everySeconds } = form;
  if (everySeconds === null || everySeconds < LOG_EVERY.least || everySeconds > LOG_EVERY.most) {
    problems.push({ field: 'everySeconds', code: 'every-out-of-range' });
  }
  return problems;
}

/** The field of a place in a draft, as the schema and the main process name it (`data.selection.filter`). */
export function fieldAt(path: readonly PropertyKey[]): RuleField {
  const names = path.map(String);
  const has = (name: string) => names.includes(name);
  if (has('comparisons')) return 'comparisons';
  if (has('condition') || has('filter')) return 'condition';
  if (has('columns')) return 'columns';
  if (has('data') || has('reading') || has('selection')) return 'delimiter';
  if (has('logUpload')) return has('everySeconds') ? 'everySeconds' : 'logKey';
  if (has('logKey')) return 'logKey';
  if (has('afterwards') || has('archive') || has('archiveFolder')) return 'archiveFolder';
  if (has('connectionId')) return 'connection';
  const [first] = names;
  return first !== undefined && Object.hasOwn(STEP_OF, first) ? (first as RuleField) : 'name';
}

/** What only the schema knows: limits of length and number. */
function schemaProblems(form: RuleForm, found: readonly RuleProblem[]): RuleProblem[] {
  const read = ruleDraft.safeParse(draftOf(form));
  if (read.success) return [];
  const fields = new Set(read.error.issues.map(({ path }) => fieldAt(path)));
  return [...fields]
    .filter((field) => !found.some((problem) => problem.field === field))
    .map((field) => ({ field, code: 'not-valid' }));
}

/** What is wrong with a form, or missing in it; `columns`: those of the file that is looked at. Without any it can be saved. */
export function problemsOf(form: RuleForm, columns: readonly Column[]): RuleProblem[] {
  const found = [
    ...folderProblems(form),
    ...dataProblems(form, columns),
    ...targetProblems(form),
    ...afterProblems(form),
  ];
  return [...found, ...schemaProblems(form, found)];
}
