import {
  AUTO_READING,
  type Comparison,
  type Filter,
  type Reading,
  type Selection,
} from '../../../shared/watch/data.ts';
import { suggestTemplate } from '../../../shared/watch/keyTemplate.ts';
import { LOG_EVERY, type RuleDraft, type WatchRule } from '../../../shared/watch/rule.ts';
import { type FilePreset, includeOf, presetOf } from './filePresets.ts';
import { pathInside } from './localPaths.ts';

/** A folder as it is shown; `grant` null: the one the rule has already. */
export type ChosenFolder = { grant: string | null; path: string };

/**
 * A rule as it is being made. It keeps what was entered on ways that are not taken (the condition in SQL while rows are
 * chosen by hand), so that nothing is lost by looking at another one.
 */
export type RuleForm = {
  name: string;
  /** The name is the user's own: it no longer follows the folder. */
  isNamed: boolean;
  folder: ChosenFolder | null;
  subfolders: boolean;
  files: FilePreset;
  /** The patterns of one's own. */
  include: string[];
  exclude: string[];
  isFiltered: boolean;
  reading: Reading;
  filterKind: Filter['kind'];
  match: 'all' | 'any';
  comparisons: Comparison[];
  condition: string;
  /** The condition that was made of the comparisons; while it is unchanged it may be made anew. */
  carried: string;
  columns: string[] | null;
  output: Selection['output'];
  others: 'upload' | 'leave';
  connectionId: string;
  bucket: string;
  keyTemplate: string;
  constants: { name: string; value: string }[];
  afterwards: RuleDraft['afterwards']['kind'];
  /** Null: `archive` inside the folder. */
  archiveFolder: ChosenFolder | null;
  /** Null: the program's own folder. */
  logFolder: ChosenFolder | null;
  isLogUploaded: boolean;
  logKey: string;
  /** The key of the log is the user's own: it no longer follows the name of the rule. */
  isLogKeyed: boolean;
  everySeconds: number | null;
};

/** A change of the form, made from what it is at that moment. */
export type RuleChange = Partial<RuleForm> | ((form: RuleForm) => Partial<RuleForm>);

/** Where a new rule begins: the bucket and folder the user comes from. */
export type RuleStart = { connectionId: string; bucket: string; prefix: string };

export const NEW_COMPARISON: Comparison = { column: '', operator: 'equals', value: '' };

/** The form of a new rule. */
export function newForm(start: RuleStart): RuleForm {
  return {
    name: '',
    isNamed: false,
    folder: null,
    subfolders: true,
    files: 'all',
    include: [],
    exclude: [],
    isFiltered: false,
    reading: AUTO_READING,
    filterKind: 'all-rows',
    match: 'all',
    comparisons: [NEW_COMPARISON],
    condition: '',
    carried: '',
    columns: null,
    output: 'same',
    others: 'upload',
    connectionId: start.connectionId,
    bucket: start.bucket,
    keyTemplate: suggestTemplate(start.prefix),
    constants: [],
    afterwards: 'archive',
    archiveFolder: null,
    logFolder: null,
    isLogUploaded: false,
    logKey: '',
    isLogKeyed: false,
    everySeconds: LOG_EVERY.first,
  };
}

function filterParts(filter: Filter): Pick<RuleForm, 'filterKind' | 'match' | 'comparisons' | 'condition'> {
  const parts = { filterKind: filter.kind, match: 'all', comparisons: [NEW_COMPARISON], condition: '' } as const;
  switch (filter.kind) {
    case 'all-rows':
      return { ...parts, comparisons: [...parts.comparisons] };
    case 'comparisons':
      return { ...parts, match: filter.match, comparisons: filter.comparisons };
    case 'sql':
      return { ...parts, comparisons: [...parts.comparisons], condition: filter.condition };
  }
}

/** The archive of a rule; null for the one inside its folder, which goes along when another folder is chosen. */
function archiveOf({ folder, afterwards }: WatchRule): ChosenFolder | null {
  if (afterwards.kind !== 'archive' || afterwards.folder === pathInside(folder, 'archive')) return null;
  return { grant: null, path: afterwards.folder };
}

/** The form of a rule that is to be changed. */
export function formOf(rule: WatchRule): RuleForm {
  const blank = newForm({ connectionId: rule.connectionId, bucket: rule.bucket, prefix: '' });
  const { data, afterwards, logUpload } = rule;
  const files = presetOf(rule.include);
  return {
    ...blank,
    name: rule.name,
    isNamed: true,
    folder: { grant: null, path: rule.folder },
    subfolders: rule.subfolders,
    files,
    include: files === 'own' ? rule.include : [],
    exclude: rule.exclude,
    keyTemplate: rule.keyTemplate,
    constants: rule.constants,
    afterwards: afterwards.kind,
    archiveFolder: archiveOf(rule),
    logFolder: { grant: null, path: rule.logFolder },
    ...(data && {
      isFiltered: true,
      reading: data.selection.reading,
      ...filterParts(data.selection.filter),
      columns: data.selection.columns,
      output: data.selection.output,
      others: data.others,
    }),
    ...(logUpload && {
      isLogUploaded: true,
      logKey: logUpload.key,
      isLogKeyed: true,
      everySeconds: logUpload.everySeconds,
    }),
  };
}

function filterOf(form: RuleForm): Filter {
  switch (form.filterKind) {
    case 'all-rows':
      return { kind: 'all-rows' };
    case 'comparisons':
      return { kind: 'comparisons', match: form.match, comparisons: form.comparisons };
    case 'sql':
      return { kind: 'sql', condition: form.condition };
  }
}

function selectionOf(form: RuleForm): Selection {
  return { reading: form.reading, filter: filterOf(form), columns: form.columns, output: form.output };
}

/** The draft a form means. Nothing is checked: see ruleProblems.ts. */
export function draftOf(form: RuleForm): RuleDraft {
  return {
    name: form.name.trim(),
    folder: form.folder?.grant ?? null,
    subfolders: form.subfolders,
    include: includeOf(form.files, form.include),
    exclude: form.exclude,
    data: form.isFiltered ? { selection: selectionOf(form), others: form.others } : null,
    connectionId: form.connectionId,
    bucket: form.bucket.trim(),
    keyTemplate: form.keyTemplate,
    constants: form.constants,
    afterwards:
      form.afterwards === 'archive'
        ? { kind: 'archive', folder: form.archiveFolder?.grant ?? null }
        : { kind: form.afterwards },
    logFolder: form.logFolder?.grant ?? null,
    logUpload: form.isLogUploaded ? { key: form.logKey, everySeconds: form.everySeconds ?? 0 } : null,
  };
}
