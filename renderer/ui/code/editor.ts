import {
  autocompletion,
  type CompletionSource,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { codeTheme } from './codeTheme.ts';
import { type JsonSchema, jsonCompletions } from './jsonCompletions.ts';

export type EditorOptions = {
  text: string;
  /** What screen readers call the field. */
  label: string;
  /** What they call the list of suggestions. */
  completionsLabel: string;
  schema: () => JsonSchema | null;
  onChange: (text: string) => void;
};

/** Whether the text can be changed, which changes while the editor is there. */
export const readOnly = new Compartment();

/** The nonce by which the page's policy takes style tags (renderer/index.html). */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.getAttribute('content') ?? '';
}

function completionSource(schema: () => JsonSchema | null): CompletionSource {
  return (context) => {
    const known = schema();
    const found = known && jsonCompletions(context.state.doc.toString(), context.pos, known);
    if (!found) return null;
    // Between a comma and the next name nothing is offered unasked: it would hide what is there.
    if (found.range.from === found.range.to && !context.explicit) return null;
    return {
      from: found.range.from,
      to: found.range.to,
      options: found.options.map(({ label, insert }) => ({ label, apply: insert, type: found.kind })),
    };
  };
}

/** A JSON editor. Tab is left to the page, so that the field can be left by it. */
export function createEditor(parent: HTMLElement, options: EditorOptions): EditorView {
  const extensions: Extension = [
    EditorView.cspNonce.of(styleNonce()),
    EditorState.tabSize.of(2),
    EditorState.phrases.of({ Completions: options.completionsLabel }),
    EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'false' }),
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ override: [completionSource(options.schema)], icons: false }),
    EditorView.lineWrapping,
    json(),
    codeTheme,
    readOnly.of([]),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
    }),
  ];
  return new EditorView({ parent, state: EditorState.create({ doc: options.text, extensions }) });
}
