import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type CodeLanguage, createEditor, readOnly } from './editor.ts';
import type { TextRange } from './readJson.ts';

/** Something to be marked in the text. */
export type CodeMark = TextRange & { severity: 'error' | 'warning'; message: string };

export type TextEditorProps = {
  /** Read by screen readers; what the field is stands beside it. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  marks: readonly CodeMark[];
  /** The same object as long as the editor is there. */
  language: CodeLanguage;
  /** Selected and brought into view, with the focus, whenever another one is given. */
  reveal?: TextRange | null | undefined;
  isReadOnly?: boolean | undefined;
};

/** Within a text of that length: what was found may be of the text before the last key. */
function within({ from, to }: TextRange, length: number): TextRange {
  return { from: Math.min(from, length), to: Math.min(to, length) };
}

function showValue(view: EditorView, value: string) {
  const kept = view.state.doc.toString();
  if (kept !== value) view.dispatch({ changes: { from: 0, to: kept.length, insert: value } });
}

function showMarks(view: EditorView, marks: readonly CodeMark[]) {
  const { length } = view.state.doc;
  const diagnostics = marks.map(
    ({ severity, message, ...range }): Diagnostic => ({ ...within(range, length), severity, message }),
  );
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

function showPlace(view: EditorView, place: TextRange) {
  const { from, to } = within(place, view.state.doc.length);
  view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
  view.focus();
}

function Editor({ label, value, onChange, marks, language, reveal = null, isReadOnly = false }: TextEditorProps) {
  const { t } = useTranslation();
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const latest = useRef({ value, onChange });
  useEffect(() => {
    latest.current = { value, onChange };
  });
  const completionsLabel = t('common.suggestions');

  useEffect(() => {
    if (!parent.current) return;
    const view = createEditor(parent.current, {
      text: latest.current.value,
      label,
      completionsLabel,
      language,
      onChange(text) {
        if (text !== latest.current.value) latest.current.onChange(text);
      },
    });
    editor.current = view;
    return () => {
      editor.current = null;
      view.destroy();
    };
  }, [label, completionsLabel, language]);

  useEffect(() => {
    if (editor.current) showValue(editor.current, value);
  }, [value]);
  useEffect(() => {
    if (editor.current) showMarks(editor.current, marks);
  }, [marks]);
  useEffect(() => {
    editor.current?.dispatch({ effects: readOnly.reconfigure(EditorState.readOnly.of(isReadOnly)) });
  }, [isReadOnly]);
  useEffect(() => {
    if (editor.current && reveal) showPlace(editor.current, reveal);
  }, [reveal]);

  return <div ref={parent} />;
}

/** Code as text: line numbers, brackets, marks, suggestions. Large: to be loaded only when it is needed. */
export function TextEditor(props: TextEditorProps) {
  // Made anew for another label, which cannot change in an editor that is there.
  return <Editor key={props.label} {...props} />;
}
