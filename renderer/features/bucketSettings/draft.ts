import { checkDocument, hasErrors } from '../../../shared/settings/checkDocument.ts';
import { isRemovable, type SettingDocument, type WritableSettingId } from '../../../shared/settings/documents.ts';
import type { CheckContext, Problem, ProblemCode } from '../../../shared/settings/problems.ts';
import { sameDocument } from '../../../shared/settings/sameDocument.ts';
import { rangeOfPath } from '../../ui/code/problemRange.ts';
import { type JsonRead, readJson, type TextRange } from '../../ui/code/readJson.ts';

/** What the user has made of a setting: form and JSON are two views of it. */
export type Edit<S extends WritableSettingId> = {
  /** What the server said when it was begun; null: not set. */
  base: SettingDocument<S> | null;
} & (
  | { from: 'form'; document: SettingDocument<S> | null }
  /** As it is typed, be it JSON or not. Blank means: not set. */
  | { from: 'json'; text: string }
);

/** `at`: in a text that is not JSON there are no paths, only places. */
export type FoundProblem = Problem & { at?: TextRange };

export type Draft<S extends WritableSettingId> = {
  /** The JSON view. */
  text: string;
  /** The document; undefined while the text is not JSON, or has values of other kinds than the form can show. */
  document: SettingDocument<S> | null | undefined;
  problems: FoundProblem[];
  isChanged: boolean;
  canSave: boolean;
};

/** With these the document is not of the setting's shape: its form cannot read it. All others a form may show. */
const SHAPELESS: ReadonlySet<ProblemCode> = new Set([
  'missing',
  'wrong-type',
  'not-one-of',
  'unknown-name',
  'not-valid',
]);

/** A document as it stands in the JSON view; '' for one that is not set. */
export function textOf(document: object | null): string {
  return document === null ? '' : JSON.stringify(document, null, 2);
}

/** Without what is `undefined`, which forms leave behind and JSON does not know. */
export function plainDocument<S extends WritableSettingId>(document: SettingDocument<S>): SettingDocument<S> {
  return JSON.parse(JSON.stringify(document)) as SettingDocument<S>;
}

function failureProblem(failure: NonNullable<JsonRead['failure']>): FoundProblem {
  const at = { from: failure.from, to: failure.to };
  return failure.kind === 'repeated'
    ? { code: 'repeated', values: { name: failure.name }, severity: 'error', path: [], at }
    : { code: 'not-json', severity: 'error', path: [], at };
}

type Read<S extends WritableSettingId> = Pick<Draft<S>, 'document' | 'problems'>;

function readText<S extends WritableSettingId>(setting: S, text: string, context: CheckContext): Read<S> {
  // Only what can be taken away may be left blank; for the rest a document is missing.
  if (text.trim() === '' && isRemovable(setting)) return { document: null, problems: [] };
  const { value, failure } = readJson(text);
  if (failure) return { document: undefined, problems: [failureProblem(failure)] };
  const { document, problems } = checkDocument(setting, value, context);
  const isShaped = !problems.some(({ code }) => SHAPELESS.has(code));
  // What only exceeds a limit is of the setting's type all the same.
  return { document: document ?? (isShaped ? (value as SettingDocument<S>) : undefined), problems };
}

function readForm<S extends WritableSettingId>(
  setting: S,
  document: SettingDocument<S> | null,
  context: CheckContext,
): Read<S> {
  if (document === null) return { document, problems: [] };
  return { document, problems: checkDocument(setting, plainDocument(document), context).problems };
}

/** Reads an edit: its two views, what is wrong with it, and whether it can be saved. */
export function readDraft<S extends WritableSettingId>(setting: S, edit: Edit<S>, context: CheckContext): Draft<S> {
  const text = edit.from === 'json' ? edit.text : textOf(edit.document);
  const read = edit.from === 'json' ? readText(setting, edit.text, context) : readForm(setting, edit.document, context);
  const isChanged = read.document === undefined || !sameDocument(read.document, edit.base);
  return { text, ...read, isChanged, canSave: isChanged && read.document !== undefined && !hasErrors(read.problems) };
}

/** Where in the JSON view a problem is. */
export function rangeOfProblem(text: string, { at, code, path }: FoundProblem): TextRange {
  return at ?? rangeOfPath(text, path, code === 'unknown-name' ? 'name' : 'value');
}
